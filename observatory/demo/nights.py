"""The files of the Nuits de la Solidarité: editions, counts by sector, questionnaires, decoys, published figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.demo.count_sheets import IN_WORDS, MISSING_WRITINGS, count_sheet, in_words, published, questionnaires
from observatory.demo.decoys import decoy_sheet
from observatory.demo.editions import CITIES, Edition, editions, people, sectors
from observatory.demo.sectors import city_sectors, sectors_geojson

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

TITLE = "Données fictives de démonstration"
SPREADSHEET_CITY = "Z1101"  # writes cp1252, semicolons and a title
WRONG_SUM = 2  # this edition of the first city was published with parts that do not add up, by so many persons
WRONG_BY = 10
IN_WORDS_AT = (SPREADSHEET_CITY, 2)  # city and rank of the edition where one count is written in words


@dataclass(frozen=True)
class NightFiles:
    """`files`: path in `incoming/` → content; `truth`: name → table; `defects`: one `fichier, defaut, nombre` each."""

    files: dict[str, bytes]
    truth: dict[str, pl.DataFrame]
    defects: list[dict]


def night_files(world: World) -> NightFiles:
    """Every file of every edition; truth `nuits_verite` (who was there) and `nuits_detection` (decoys)."""
    import polars as pl

    files, defects, lines, truths, seen = {}, [], [], [], []
    for edition in editions(world):
        there = people(world, edition)
        area = sectors(world, edition)
        decoys = decoy_sheet(world, edition, area)
        counts = count_sheet(edition, there, area, decoys)
        sheets = {
            "edition": _edition(world, edition, counts, there, area),
            "comptage": in_words(counts) if (edition.city, edition.rank) == IN_WORDS_AT else counts,
            "questionnaires": questionnaires(world, edition, there),
            "temoins": decoys,
            "perimetre": _perimeter(edition, area),
        }
        for name, sheet in ((name, sheet) for name, sheet in sheets.items() if not sheet.is_empty()):
            path = f"decomptes/fictif-ndls-{name}-{edition.city}-{edition.night.year}.csv"
            total = f"TOTAL;;;;;;;;;{counts['nb_personnes'].sum()}\r\n" if name == "comptage" else ""
            files[path] = _written(sheet, edition.city, total)
            defects += _defects(path, name, sheet, edition)
        lines.append(published(edition, counts, WRONG_BY if _is_wrong(edition) else 0, world.setting.years))
        truths.append(_truth(edition, there))
        seen.append(_detection(edition, decoys))
    for city, count in CITIES.items():
        drawn = city_sectors(world.country, city, count)
        files[f"decomptes/fictif-ndls-secteurs-{city}.geojson"] = sectors_geojson(drawn, world.country)
    path = "nuits_solidarite/fictif-nuits-solidarite.csv"
    files[path] = pl.concat(lines).write_csv().encode()
    defects.append({"fichier": path, "defaut": "SOMME_DIFFERENTE", "nombre": WRONG_BY})
    return NightFiles(files, {"nuits_verite": pl.concat(truths), "nuits_detection": pl.concat(seen)}, defects)


def _is_wrong(edition: Edition) -> bool:
    return edition.city != SPREADSHEET_CITY and edition.rank == WRONG_SUM


def _edition(
    world: World, edition: Edition, counts: pl.DataFrame, there: pl.DataFrame, area: pl.DataFrame
) -> pl.DataFrame:
    """The description of one edition, on the columns of the contract that a city fills in."""
    import polars as pl

    state = area["couverture"]
    inside = counts.filter(pl.col("est_hors_perimetre") == "N")
    cold = edition.night.month == 1
    return pl.DataFrame({
        "edition_id": [edition.key], "statut_resultat": ["DEFINITIF"], "territoire_code_type": ["COM"],
        "territoire_code": [edition.city], "millesime_cog": [2025], "perimetre_id": [f"PER-{edition.key}"],
        "perimetre_code": [edition.perimeter], "date_nuit": [edition.night], "heure_debut": ["22:00"], "heure_fin": ["01:00"],
        "numero_edition": [edition.rank], "operateur": ["Ville fictive"], "nb_secteurs_prevus": [area.height],
        "nb_secteurs_couverts": [(state == "COUVERT").sum()], "nb_secteurs_partiels": [(state == "PARTIEL").sum()],
        "nb_equipes": [area.height], "nb_volontaires": [4 * area.height], "temperature_min_c": ["-1,5" if cold else "6,5"],
        "precipitation": ["NON" if cold else "PLUIE"], "unite": ["PERSONNE"], "nb_total": [inside["nb_personnes"].sum()],
        "nb_mineurs_total": [inside["nb_mineurs"].sum()],
        "nb_questionnaires": [there.filter("est_vue", pl.col("reponse") == "REPONDANT", ~pl.col("est_enfant")).height],
        "source_url": [f"https://exemple.invalid/{edition.key}"], "commentaire_perimetre": ["Données fictives"],
    })  # fmt: skip


def _perimeter(edition: Edition, area: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return area.select(
        perimetre_id=pl.lit(f"PER-{edition.key}"), element_type=pl.lit("SECTEUR"), element_code="secteur_id", libelle="libelle",
        edition_id=pl.lit(edition.key), commune_code="commune_code", millesime_cog=pl.lit(2025), surface_km2=pl.col("surface_km2").round(3),
        pop_reference="pop_reference", est_couvert=pl.when(pl.col("couverture") == "NON_COUVERT").then(pl.lit("N")).otherwise(pl.lit("O")),
    )  # fmt: skip


def _written(sheet: pl.DataFrame, city: str, tail: str) -> bytes:
    """A sheet as the city writes it: one by spreadsheet, the other as a clean CSV; a last column says it is fictional."""
    import polars as pl

    marked = sheet.with_columns(mention=pl.lit("Données fictives"))
    if city != SPREADSHEET_CITY:
        return marked.write_csv().encode()
    text = f"{TITLE};\r\n;\r\n" + marked.write_csv(separator=";", line_terminator="\r\n", decimal_comma=True) + tail
    return text.encode("cp1252")


def _defects(path: str, name: str, sheet: pl.DataFrame, edition: Edition) -> list[dict]:
    """What is wrong in one file, and how many times."""
    by_spreadsheet = edition.city == SPREADSHEET_CITY
    counts = {"LIGNE_DE_TITRE": 2 * by_spreadsheet}
    if name == "comptage":
        words = (sheet["nb_personnes"].cast(str) == IN_WORDS).sum()
        counts |= {"LIGNE_DE_TOTAL": int(by_spreadsheet), "EN_TOUTES_LETTRES": words}
    if name == "questionnaires":
        counts["NON_REPONSE"] = sum(sheet[c].is_in(MISSING_WRITINGS).sum() for c in sheet.columns[4:])
    return [{"fichier": path, "defaut": defect, "nombre": int(number)} for defect, number in counts.items() if number]


def _truth(edition: Edition, there: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from observatory.demo.rates import STATES

    return there.group_by("etat").agg(
        pl.col("menage_id").n_unique().alias("nb_menages"), pl.len().alias("nb_personnes"), pl.col("est_vue").sum().alias("nb_vues"),
        (pl.col("est_vue") & (pl.col("reponse") == "REPONDANT") & ~pl.col("est_enfant")).sum().alias("nb_repondants"),
    ).sort("etat").select(
        pl.lit(edition.key).alias("edition_id"), pl.lit(edition.city).alias("commune_code"),
        pl.col("etat").replace_strict(dict(enumerate(STATES)), return_dtype=pl.String), pl.exclude("etat"),
    )  # fmt: skip


def _detection(edition: Edition, decoys: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from observatory.demo.editions import SEEN

    valid = decoys.filter(pl.col("resultat").is_in(["COMPTE", "VU_NON_COMPTE", "NON_VU"]))
    return pl.DataFrame({
        "edition_id": [edition.key], "probabilite": [SEEN], "nb_temoins": [valid.height],
        "nb_comptes": [int((valid["resultat"] == "COMPTE").sum())],
    })  # fmt: skip
