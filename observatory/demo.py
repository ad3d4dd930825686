"""The embedded demonstration: fictional files, as dirty as real exports, dropped in `incoming/`.

Territories and figures are invented: their codes begin with Z, which no real one does. The series have the defects of
the real ones (a zero that means missing, a cumulative count that falls, levels rounded apart, one wrong region), so
that every check has something to say.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import FOLDER
from observatory.demo_territories import territory_files
from observatory.home import Home

if TYPE_CHECKING:
    import polars as pl

SEED = 20260122
FIRST_YEAR, LAST_YEAR = 2021, 2024
PERSONS_PER_HOUSEHOLD = 2.2
INDICATOR = "logement-sans-domicile-hebergement-urgence"
OUT_OF_SOURCE = "Z32"
MISSING_MONTHS = ("2022-01-31", "2022-02-28")
_MEASURE = "Données fictives : accès au logement social"
_LABEL = "Nombre de personnes sans-abri ou en hébergement ayant obtenu un logement social"


def write_demo(home: Home) -> list[Path]:
    """Write the fictional files in `incoming/` and return their paths; the same bytes each time."""
    series = _persons(_households())
    files = {
        "barometre/fictif-barometre-departements.csv": _departements(series),
        "barometre/fictif-barometre-regions.csv": _regions(series),
        "barometre/fictif-barometre-national.csv": _national(series),
        "nuits_solidarite/fictif-nuits-solidarite.csv": _nights(),
        **territory_files(_places()),
    }
    for name, content in files.items():
        path = home.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return [home.incoming / name for name in files]


def _households() -> pl.DataFrame:
    """Households rehoused by fictional département and month: Poisson around a level, a season and a trend.

    One month of one département is negative: more rehousings were cancelled than made, as the real source shows.
    """
    import numpy as np
    import polars as pl

    places = _places()
    months = pl.date_range(pl.date(FIRST_YEAR, 1, 1), pl.date(LAST_YEAR, 12, 1), "1mo", eager=True)
    grid = places.with_row_index("rang").join(pl.DataFrame({"mois": months}), how="cross")
    level = 14 + 9 * (pl.col("rang").cast(pl.Float64) % 5)
    season = 1 + 0.25 * (pl.col("mois").dt.month() == 12).cast(pl.Float64) - 0.2 * (pl.col("mois").dt.month() == 8)
    trend = 1 + 0.06 * (pl.col("mois").dt.year() - FIRST_YEAR)
    grid = grid.with_columns(attendu=level * season * trend)
    drawn = np.random.default_rng(SEED).poisson(grid["attendu"].to_numpy())
    cancelled = (pl.col("code") == "Z13") & (pl.col("mois") == pl.date(2023, 9, 1))
    households = pl.when(cancelled).then(-2).otherwise(pl.Series(drawn))
    return grid.with_columns(menages=households).filter(pl.col("code") != OUT_OF_SOURCE)


def _places() -> pl.DataFrame:
    """The fictional départements: `code, libelle, region_code`, by code."""
    import polars as pl

    places = pl.read_csv(FOLDER / "nomenclatures" / "departement.csv", separator=";", infer_schema=False)
    return places.filter(pl.col("code").str.starts_with("Z")).select("code", "libelle", "region_code").sort("code")


def _persons(households: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Cumulative persons by level (columns `code, libelle, date, valeur`), each level rounded apart as the source does."""
    import polars as pl

    regions = pl.read_csv(FOLDER / "nomenclatures" / "region.csv", separator=";", infer_schema=False)
    by_region = households.drop("code", "libelle").join(regions, left_on="region_code", right_on="code")
    levels = {
        "DEP": households.select("code", "libelle", "mois", "menages"),
        "REG": by_region.select("libelle", "mois", "menages", code="region_code"),
        "FR": households.select("mois", "menages", code=pl.lit("national-fictif"), libelle=pl.lit("")),
    }
    return {level: _cumulate(frame) for level, frame in levels.items()}


def _cumulate(households: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    in_year = ["code", pl.col("mois").dt.year()]
    summed = households.group_by("code", "libelle", "mois").agg(pl.col("menages").sum()).sort("code", "mois")
    persons = (pl.col("menages").cum_sum().over(in_year) * PERSONS_PER_HOUSEHOLD).round()
    date = pl.col("mois").dt.month_end().dt.to_string("%Y-%m-%d")
    missing = date.is_in(list(MISSING_MONTHS))
    return summed.select("code", "libelle", "mois", date=date, valeur=pl.when(missing).then(0.0).otherwise(persons))


def _departements(series: dict[str, pl.DataFrame]) -> bytes:
    """The départements as a spreadsheet would export them: cp1252, semicolons, a title, comma decimals, two bad rows."""
    import polars as pl

    frame = series["DEP"]
    silent = frame.filter(pl.col("code") == "Z31").with_columns(
        code=pl.lit(OUT_OF_SOURCE), libelle=pl.lit("Montbrun-fictif"), valeur=pl.lit(0.0)
    )
    rows = _baro_rows(pl.concat([frame, silent]), "code_departement", "libelle_departement")
    lines = rows.write_csv(separator=";", decimal_comma=True).splitlines()
    unknown = lines[1].replace(";Z11;", ";Z99;")
    impossible = lines[2].replace("2021-02-28", "2021-02-31")
    text = "\r\n".join(["Données fictives de démonstration", "", *lines, unknown, impossible]) + "\r\n"
    return text.encode("cp1252")


def _regions(series: dict[str, pl.DataFrame]) -> bytes:
    """The régions in UTF-8 with a BOM; one of them holds the value of another for one month."""
    import polars as pl

    other = series["REG"].filter((pl.col("code") == "Z3") & (pl.col("date") == "2023-04-30"))["valeur"][0]
    wrong = (pl.col("code") == "Z2") & (pl.col("date") == "2023-04-30")
    frame = series["REG"].with_columns(valeur=pl.when(wrong).then(other).otherwise("valeur"))
    rows = _baro_rows(frame, "code_region", "libelle_region")
    return b"\xef\xbb\xbf" + rows.write_csv().encode()


def _national(series: dict[str, pl.DataFrame]) -> bytes:
    return _baro_rows(series["FR"], "maille_geographique", None).write_csv().encode()


def _baro_rows(frame: pl.DataFrame, code: str, label: str | None) -> pl.DataFrame:
    """The columns of the Baromètre, in its order."""
    import polars as pl

    places = {code: "code"} | ({label: "libelle"} if label else {})
    return frame.select(
        mesure=pl.lit(_MEASURE),
        indicateur=pl.lit(_LABEL),
        id_indicateur=pl.lit(INDICATOR),
        **{name: pl.col(column) for name, column in places.items()},
        date="date",
        valeur="valeur",
        unite=pl.lit("personnes dans l'année*"),
    )


def _nights() -> bytes:
    """Three editions of a fictional city, the last one on a wider perimeter, and one of another city."""
    head = (
        "edition_id,territoire_code_type,territoire_code,territoire_libelle,date_nuit,date_nuit_precision,indicateur,"
        "type_lieu,valeur,unite,statut_resultat,statut_motif,perimetre_code,source_titre,source_url,note"
    )
    night = (
        "{0}_{1},COM,{0},{2},{1},JOUR,{3},{4},{5},PERSONNE,{6},{7},{8},Données fictives,https://exemple.invalid/{1},"
    )
    city, town = ("Z1101", "Orvanne-Ville (fictive)"), ("Z2101", "Clairmont-Ville (fictive)")
    editions = [
        (city, "2022-01-20", 212, [("RUE", 141), ("GARE", 38), ("PARKING", 33)], "DEFINITIF", "SOURCE", "EQUIPEMENTS"),
        (city, "2023-01-26", 236, [("RUE", 150), ("GARE", 49), ("PARKING", 37)], "DEFINITIF", "SOURCE", "EQUIPEMENTS"),
        (
            city,
            "2024-03-21",
            318,
            [("RUE", 171), ("GARE", 52), ("CAMPEMENT", 85)],
            "PROVISOIRE",
            "SOURCE",
            "CAMPEMENTS",
        ),
        (town, "2024-01-25", 47, [("RUE", 47)], "PROVISOIRE", "PREMIERS_RESULTATS", "ESPACE_PUBLIC"),
    ]
    lines = [
        night.format(place[0], when, place[1], "personnes_decomptees", where, count, status, why, perimeter)
        for place, when, total, parts, status, why, perimeter in editions
        for where, count in [("TOTAL", total), *parts]
    ]
    return "\n".join([head, *lines, ""]).encode()
