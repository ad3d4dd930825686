"""What each SIAO of the demo world declares that it counts: a small file, filled in once, that staff drop with its exports."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from observatory.demo.dialects import DIALECTS, TITLE, written
from observatory.demo.setting import EPOCH
from observatory.demo.siao_requests import CHANGES_PRACTICE, COUNTS_PERSONS, practice_change

if TYPE_CHECKING:
    from observatory.demo.simulation import World

SILENT = "Z23"  # has not answered yet
HEADERS = {
    "siao_dep": "Département du SIAO", "pratique": "Ce qui est décrit", "reponse": "Votre pratique",
    "debut": "Depuis le", "fin": "Jusqu'au",
}  # fmt: skip
PRACTICES = {
    "Ce qui compte pour une demande": "Une ligne par ménage",
    "À qui la réponse est donnée": "Une réponse pour tout le ménage",
    "Renouvellements": "Renouvellements enregistrés, à part des demandes nouvelles",
    "Nuits d'hôtel": "Nuits d'hôtel comptées avec les places",
    "Qui recueille les demandes": "Le 115, les maraudes et les accueils de jour",
}
BY_PERSON = {"Ce qui compte pour une demande": "Une ligne par personne"}
NO_MORE = "Renouvellements non enregistrés"


def write_practices(world: World, write) -> list[dict]:
    """Write the declaration of each SIAO through `write(path, content)`; return the defects of the files."""
    import polars as pl

    defects = []
    for code in world.setting.departements:
        if code == SILENT:
            continue
        dialect, path = DIALECTS[code], f"siao/{code}/fictif-siao-{code}-pratiques.csv"
        lines = pl.DataFrame(_declared(world, code), schema=["pratique", "reponse", "debut", "fin"], orient="row")
        table = lines.with_columns(
            pl.lit(dialect.departement.format(code)).alias("siao_dep"), pl.col("fin").cast(pl.Date)
        )
        write(path, written(table, HEADERS, dialect))
        if dialect.title:
            defects.append({"fichier": path, "defaut": "LIGNE_DE_TITRE", "nombre": len(TITLE)})
    return defects


def _declared(world: World, code: str) -> list[tuple[str, str, date, date | None]]:
    """Each practice since the first year of the files; one SIAO counts persons, one stops recording renewals."""
    start = date(world.setting.years[0], 1, 1)
    answers = PRACTICES | (BY_PERSON if code == COUNTS_PERSONS else {})
    lines: list[tuple[str, str, date, date | None]] = [(what, words, start, None) for what, words in answers.items()]
    if code == CHANGES_PRACTICE:
        lines.append(("Renouvellements", NO_MORE, EPOCH + timedelta(days=practice_change(world)), None))
    return lines
