"""The pages of the site: one Jinja environment that escapes everything, one function to write a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.charts import french
from observatory.publication import labels, nights, register
from observatory.publication.kit import embedded_height

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

# Address → name, and other words by which it is searched. The first ones make the menu.
PAGES = {
    "index.html": ("Accueil", ""),
    "comparer.html": ("Comparer", "comparaison territoires"),
    "nuits.html": ("Nuits", "registre des Nuits de la Solidarité décomptes"),
    "cartes.html": ("Cartes", "carte contours"),
    "ecarts.html": ("Écarts", "écarts entre territoires entonnoir rangs pairs"),
    "methodes.html": ("Méthodes", "méthodologie définitions sources"),
    "glossaire.html": ("Glossaire", "mots indicateurs vocabulaire définitions"),
    "dictionnaire.html": ("Dictionnaire", "tables colonnes variables nomenclatures codes unités origine historique"),
    "qualite.html": ("Qualité", "qualité des données contrôles anomalies corrections producteurs"),
    "telechargements.html": ("Téléchargements", "télécharger csv xlsx duckdb parquet citer licence"),
    "acceleration.html": ("L’effet de la mise en œuvre accélérée", "Logement d’abord"),
    "nouveautes.html": ("Ce qui change dans cette version", "nouveautés changements révisions journal"),
    "rechercher.html": ("Rechercher", ""),
    "accessibilite.html": ("Accessibilité", "déclaration RGAA handicap"),
}
MENU = tuple(PAGES)[:10]

TEMPLATES = Path(__file__).resolve().parent / "templates"


def environment(**shared: Any) -> Environment:
    """Templates with autoescape on for all, a failure on any missing name, and the French filters."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    made.filters.update(
        nombre=french.number, exact=french.exact, mois=french.month, jour=french.full_date, typo=french.typographic,
        enumeration=french.enumeration, pluriel=french.plural, niveau=labels.level, nature=labels.nature,
        moment=labels.moment, cellule=labels.cell, majuscule=french.capital, bloc=_block,
    )  # fmt: skip
    made.filters.update(dater=french.dated, temps=nights.weather, taux_habitants=nights.rate, nuit=register.night,
                        hauteur_cadre=embedded_height)  # fmt: skip
    made.globals.update(
        shared,
        marques=french.MARKS,
        menu=[(one, PAGES[one][0]) for one in MENU],
        noms={one: name for one, (name, _) in PAGES.items()},
    )
    return made


@cache
def _compiled() -> BytecodeCache:
    """Templates compiled once in a process, whatever the number of sites that it writes."""
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket

    class Compiled(BytecodeCache):
        def __init__(self) -> None:
            self.kept: dict[str, bytes] = {}

        def load_bytecode(self, bucket: Bucket) -> None:
            if code := self.kept.get(bucket.key):
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.kept[bucket.key] = bucket.bytecode_to_string()

    return Compiled()


def write_page(made: Environment, template: str, path: Path, depth: int = 0, **context: Any) -> None:
    """Render a template to a file that stands `depth` folders below the root of the site."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = made.get_template(template).render(root="../" * depth, **context)
    path.write_text(text, encoding="utf-8")


def _block(value: Any) -> Any:
    from markupsafe import Markup

    return Markup(labels.json_block(value))  # json_block leaves no character that HTML could read
