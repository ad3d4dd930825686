"""The files of the Nuits de la Solidarité: editions, counts by sector, questionnaires, decoys, published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.count_sheets import IN_WORDS, count_sheet, counted_twice, in_words, parts, published
from observatory.demo.decoys import decoy_sheet
from observatory.demo.dialects import MENTION
from observatory.demo.edition_sheets import edition_sheet, perimeter_sheet
from observatory.demo.editions import CITIES, SEEN, Edition, editions, people, sectors
from observatory.demo.housing import Files
from observatory.demo.questionnaires import MISSING_WRITINGS, questionnaires
from observatory.demo.sectors import city_sectors, sectors_geojson

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

TITLE = "Données fictives de démonstration"
SPREADSHEET_CITY = "Z1101"  # writes cp1252, semicolons and a title
PERIMETERS_FILE = "decomptes/fictif-ndls-perimetre.csv"  # one file: a file of perimeters replaces the one before
PUBLISHED = "nuits_solidarite/fictif-nuits-solidarite.csv"
WRONG_AT, WRONG_BY = ("Z2101", 2), 10  # city and rank of the edition published with a total larger than its parts
TWICE_AT = ("Z2101", 4)  # city and rank of the edition where two counters hand in one place
IN_WORDS_AT = (SPREADSHEET_CITY, 2)  # city and rank of the edition where one count is written in words


def night_files(world: World) -> Files:
    """Every file of every edition; truth `nuits_verite` (who was there) and `nuits_detection` (decoys)."""
    import polars as pl

    names = dict(world.country.select("commune_code", "commune_libelle").rows())
    files, defects, lines, truths, seen, perimeters = {}, [], [], [], [], []
    for edition in editions(world):
        there = people(world, edition)
        area = sectors(world, edition)
        decoys = decoy_sheet(world, edition, area)
        counts = count_sheet(edition, there, area, decoys)
        figures = {status: parts(counts, status == edition.statuses[-1]) for status in edition.statuses}
        for name, sheet in _sheets(world, edition, there, area, decoys, counts, figures).items():
            path = f"decomptes/fictif-ndls-{name}-{edition.city}-{edition.night.year}.csv"
            total = f"TOTAL;;;;;;;;;{counts['nb_personnes'].sum()}\r\n" if name == "comptage" else ""
            files[path] = _written(sheet, edition.city, total)
            defects += _defects(path, name, sheet, edition)
        lines.append(published(edition, names[edition.city], figures, WRONG_BY if _is_wrong(edition) else 0))
        perimeters.append(perimeter_sheet(edition, names[edition.city], area))
        truths.append(_truth(edition, there))
        seen.append(_detection(edition, decoys))
        if _is_wrong(edition):
            defects.append({"fichier": PUBLISHED, "defaut": "SOMME_DIFFERENTE", "nombre": WRONG_BY})
    for city, count in CITIES.items():
        drawn = city_sectors(world.country, city, count)
        files[f"decomptes/fictif-ndls-secteurs-{city}.geojson"] = sectors_geojson(drawn, world.country)
    files[PERIMETERS_FILE] = pl.concat(perimeters).with_columns(mention=pl.lit(MENTION)).write_csv().encode()
    files[PUBLISHED] = pl.concat(lines).write_csv().encode()
    return Files(files, {"nuits_verite": pl.concat(truths), "nuits_detection": pl.concat(seen)}, defects)


def _sheets(world: World, edition: Edition, there, area, decoys, counts, figures) -> dict[str, pl.DataFrame]:
    """The sheets of one edition; one has a count in words, one a place counted twice; the first night had no decoy."""
    handed = in_words(counts) if (edition.city, edition.rank) == IN_WORDS_AT else counts
    handed = counted_twice(counts) if (edition.city, edition.rank) == TWICE_AT else handed
    sheets = {
        "edition": edition_sheet(edition, counts, there, area, figures),
        "comptage": handed,
        "questionnaires": questionnaires(world, edition, there),
    }
    return sheets | ({"temoins": decoys} if decoys.height else {})


def _is_wrong(edition: Edition) -> bool:
    return (edition.city, edition.rank) == WRONG_AT and edition.statuses == ("DEFINITIF",)


def _written(sheet: pl.DataFrame, city: str, tail: str) -> bytes:
    """A sheet as the city writes it: one by spreadsheet, the other as a clean CSV; a last column says it is fictional."""
    import polars as pl

    marked = sheet.with_columns(mention=pl.lit(MENTION))
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
        again = sheet.height - sheet.select("secteur_id", "type_lieu").n_unique()
        counts |= {"LIGNE_DE_TOTAL": int(by_spreadsheet), "EN_TOUTES_LETTRES": words, "DOUBLE_COMPTE": again}
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

    valid = decoys.filter(pl.col("resultat").is_in(["COMPTE", "VU_NON_COMPTE", "NON_VU"]))
    return pl.DataFrame({
        "edition_id": [edition.key], "probabilite": [SEEN], "nb_temoins": [valid.height],
        "nb_comptes": [int((valid["resultat"] == "COMPTE").sum())],
    })  # fmt: skip
