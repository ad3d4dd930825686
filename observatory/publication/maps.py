"""The maps of a release: each one drawn when its figures and its outlines are there, else a sentence that says what to drop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.charts.carte import accelerated_map, choropleth
from observatory.charts.figure import Caveat, Figure
from observatory.charts.french import enumeration, plural
from observatory.disclosure.protected import HIDDEN, STATE, ProtectedTable
from observatory.publication.portrait import BAROMETRE
from observatory.publication.tables import Tables
from observatory.territories.basemap import Basemap, build_basemap

if TYPE_CHECKING:
    import polars as pl

PROGRAMME = "lake.territoire_lda"
RATE = "nb_personnes_pour_10000_hab"
NOUNS = {"DEP": "département", "REG": "région", "SIREN_EPCI": "EPCI"}
_WANTED = ("DEP", "REG", "SIREN_EPCI")
_ANNOUNCED = {2: ("Deuxième vague", 23)}  # laureates of a wave that the list may not all hold (check LDA-05)
_DROP = "Déposez un fichier de contours (IGN, ADMIN EXPRESS, avec l’année dans son nom) dans incoming/, puis relancez la mise à jour."
_CAUTIONS = {
    "RUPTURE": "Rupture probable avec l’année précédente",
    "ERREUR": "Valeur que contredit la somme du niveau inférieur",
    "CORRECTION": "Valeur corrigée par l’observatoire",
}


@dataclass(frozen=True)
class Atlases:
    """The maps of a release, and what keeps the others from being drawn, in French."""

    figures: tuple[Figure, ...]
    missing: tuple[str, ...]


def draw_maps(tables: Tables, bases: Mapping[str, Basemap] | None = None) -> Atlases:
    """Draw every map that the protected tables of the release allow; `bases`: those of `basemaps`, when already made."""
    bases = basemaps(tables) if bases is None else bases
    figures = [_rates(tables, bases, level) for level in ("DEP", "REG")] + [_programme(tables, bases)]
    return Atlases(tuple(figure for figure in figures if figure), tuple(_missing(tables, bases)))


def basemaps(tables: Tables) -> dict[str, Basemap]:
    """The base map of each level that has outlines; régions are made from their départements where they have none."""
    outlines = tables.get("contours")
    if outlines is None:
        return {}
    found = {level: build_basemap(outlines.frame, level) for level in _WANTED}
    found["COM"] = build_basemap(_few_communes(tables, outlines.frame), "COM")
    if found["REG"] is None and found["DEP"] is not None:
        found["REG"] = _regions(tables)
    return {level: base for level, base in found.items() if base}


def _few_communes(tables: Tables, outlines: pl.DataFrame) -> pl.DataFrame:
    """The communes of the programme, out of 35 000; all those of a box, which they size together."""
    import polars as pl

    rows = tables.rows("territoires_lda")
    code = pl.col("territoire_code")
    wanted = code.is_in([row["territoire_code"] for row in rows if row["niveau"] == "COM"])
    return outlines.filter(wanted.any() & (wanted | code.str.contains("^(97|Z)")), pl.col("niveau") == "COM")


def _regions(tables: Tables) -> Basemap | None:
    import polars as pl

    from observatory.territories.outlines import dissolve

    places = tables.get("territoires")
    if places is None:
        return None
    level = pl.col("niveau")
    names = places.frame.filter(level == "REG").select(
        contenant_code="territoire_code", contenant_libelle="territoire_libelle"
    )
    mapping = places.frame.filter(level == "DEP").select(contenu_code="territoire_code", contenant_code="region_code")
    parts = tables.given["contours"].frame.filter(level == "DEP")
    return build_basemap(dissolve(parts, mapping.drop_nulls().join(names, on="contenant_code"), "REG"), "REG")


def _rates(tables: Tables, bases: Mapping[str, Basemap], level: str) -> Figure | None:
    """Persons rehoused for 10 000 inhabitants in the last year that is complete, by territory of a level."""
    import polars as pl

    table = tables.get("relogement_annuel")
    if table is None or level not in bases:
        return None
    told = table.filter(pl.col("niveau") == level, pl.col(RATE).is_not_null() | (pl.col(STATE) == HIDDEN))
    known = told.frame.filter(pl.col(RATE).is_not_null())
    if known.is_empty():
        return None
    year, noun = known["annee"].max(), NOUNS[level]
    rates = told.filter(pl.col("annee") == year)
    names = {outline.code: outline.libelle for outline in bases[level].outlines}
    names |= {place.code: place.libelle for place in tables.places if place.niveau == level}
    population = rates.frame["millesime_population"].max()
    return choropleth(
        rates,
        RATE,
        names,
        bases[level],
        id=f"carte-relogement-{level.lower()}",
        title=f"Personnes sans domicile relogées dans le parc social pour 10\u202f000 habitants, par {noun}, en {year}",
        subtitle=f"Personnes relogées dans l’année pour 10\u202f000 habitants, {noun}s de {bases[level].millesime}",
        noun=noun,
        unit="pour 10\u202f000 habitants",
        beside={"personnes relogées": "nb_personnes_annee", "population municipale": "pop_municipale"},
        credit=tables.credit(BAROMETRE),
        note=f"Personnes estimées par la source (ménages\u00a0×\u00a02,2), population municipale en vigueur en {population}."
        f"{_outline_credit(tables)} Un taux plus grand ne dit pas un effort plus grand.",
        warnings=cautions(tables, level, year, names),
        est_fictif=bool(tables.version["est_fictif"]),
    )


def _programme(tables: Tables, bases: Mapping[str, Basemap]) -> Figure | None:
    table = tables.get("territoires_lda")
    if table is None:
        return None
    fictional = bool(tables.version["est_fictif"])
    note = f"{'' if fictional else _incomplete(table)}{_outline_credit(tables)}".strip()
    return accelerated_map(table, bases, credit=tables.credit(PROGRAMME), note=note, est_fictif=fictional)


def _incomplete(table: ProtectedTable) -> str:
    """How many laureates of a wave the list holds, when more were announced."""
    import polars as pl

    held = {wave: table.frame.filter(pl.col("vague_ami") == wave)["candidature_id"].n_unique() for wave in _ANNOUNCED}
    return " ".join(
        f"{name} incomplète\u00a0: une source publique confirme {plural(held[wave], 'lauréat')} sur {announced}."
        for wave, (name, announced) in _ANNOUNCED.items()
        if held[wave] < announced
    )


def _outline_credit(tables: Tables) -> str:
    return "" if tables.version["est_fictif"] else " Contours\u00a0: IGN, ADMIN\u00a0EXPRESS."


def cautions(tables: Tables, level: str, year: int, names: Mapping[str, str]) -> tuple[Caveat, ...]:
    """What must be read with the totals of a year: one sentence a kind, with the territories concerned."""
    import polars as pl

    notes = tables.get("avertissements")
    if notes is None:
        return ()
    day = pl.col("date_concernee")
    kept = notes.frame.filter(
        pl.col("niveau") == level,
        pl.col("table_nom").str.starts_with("relogement"),
        day.dt.year() == year,
        day.dt.month() == 12,
        pl.col("nature").is_in(list(_CAUTIONS)),
    )
    found = {nature: kept.filter(pl.col("nature") == nature) for nature in _CAUTIONS}
    return tuple(
        Caveat(
            nature,
            f"{_CAUTIONS[nature]}\u00a0: {enumeration(sorted({names.get(c, c) for c in rows['territoire_code']}))}.",
            tuple(rows["date_concernee"].unique()),
        )
        for nature, rows in found.items()
        if rows.height
    )


def _missing(tables: Tables, bases: Mapping[str, Basemap]) -> list[str]:
    words = {"DEP": "des départements", "REG": "des régions", "SIREN_EPCI": "des EPCI"}
    absent = [text for level, text in words.items() if level not in bases]
    sentences = [f"Sans contours {enumeration(absent)}, leurs cartes ne sont pas dessinées. {_DROP}"] if absent else []
    rates = tables.get("relogement_annuel")
    if rates is None or rates.frame[RATE].null_count() == rates.frame.height:
        sentences.append(
            "Aucune année complète ne peut être rapportée à une population\u00a0: les cartes de taux manquent."
        )
    programme = tables.get("territoires_lda")
    if bases and "COM" not in bases and programme is not None and "COM" in set(programme.frame["niveau"]):
        sentences.append(f"Sans contours des communes, celles du Logement d’abord ne sont pas dessinées. {_DROP}")
    if programme is None:
        sentences.append("La liste des territoires du Logement d’abord n’est pas publiée dans cette version.")
    return sentences
