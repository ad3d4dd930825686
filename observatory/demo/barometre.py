"""The Baromètre of the demo world: persons rehoused, cumulated from January, three levels rounded apart.

The series have the defects of the real ones (a zero that means missing, a cumulative count that falls, levels that do
not add up, one wrong région), so that every check has something to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from observatory.contracts.load import FOLDER
from observatory.demo.country import departements

if TYPE_CHECKING:
    import polars as pl

PERSONS_PER_HOUSEHOLD = 2.2
INDICATOR = "logement-sans-domicile-hebergement-urgence"
OUT_OF_SOURCE, SILENT_LIKE = "Z32", "Z31"
CANCELLED = ("Z13", 9, -2)  # département, month and households of a month with more cancellations than rehousings
WRONG_REGION = ("Z2", "Z3", 4)  # région that holds, one month, the value of another
MISSING_MONTHS = (1, 2)  # of the second year
_MEASURE = "Données fictives : accès au logement social"
_LABEL = "Nombre de personnes sans-abri ou en hébergement ayant obtenu un logement social"


def barometre_files(households: pl.DataFrame) -> dict[str, bytes]:
    """Path in `incoming/` → content of the three levels.

    `households`: `code` of the département, `mois` (first day), `menages` rehoused, every département and month.
    """
    import polars as pl

    years = households["mois"].dt.year()
    second, disturbed = years.min() + 1, max(years.min(), years.max() - 1)
    code, month, count = CANCELLED
    cancelled = (pl.col("code") == code) & (pl.col("mois") == pl.date(disturbed, month, 1))
    known = households.filter(pl.col("code") != OUT_OF_SOURCE).with_columns(
        menages=pl.when(cancelled).then(count).otherwise("menages")
    )
    missing = [pl.date(second, number, 1) for number in MISSING_MONTHS]
    series = _persons(known.join(departements(), on="code", maintain_order="left"), missing)
    return {
        "barometre/fictif-barometre-departements.csv": _departements(series),
        "barometre/fictif-barometre-regions.csv": _regions(series, disturbed),
        "barometre/fictif-barometre-national.csv": _national(series),
    }


def _persons(households: pl.DataFrame, missing: list[pl.Expr]) -> dict[str, pl.DataFrame]:
    """Cumulative persons by level (columns `code, libelle, date, valeur`), each level rounded apart as the source does."""
    import polars as pl

    regions = pl.read_csv(FOLDER / "nomenclatures" / "region.csv", separator=";", infer_schema=False)
    by_region = households.drop("code", "libelle").join(regions, left_on="region_code", right_on="code")
    levels = {
        "DEP": households.select("code", "libelle", "mois", "menages"),
        "REG": by_region.select("libelle", "mois", "menages", code="region_code"),
        "FR": households.select("mois", "menages", code=pl.lit("national-fictif"), libelle=pl.lit("")),
    }
    return {level: _cumulate(frame, missing) for level, frame in levels.items()}


def _cumulate(households: pl.DataFrame, missing: list[pl.Expr]) -> pl.DataFrame:
    import polars as pl

    in_year = ["code", pl.col("mois").dt.year()]
    summed = households.group_by("code", "libelle", "mois").agg(pl.col("menages").sum()).sort("code", "mois")
    persons = (pl.col("menages").cum_sum().over(in_year) * PERSONS_PER_HOUSEHOLD).round()
    date = pl.col("mois").dt.month_end().dt.to_string("%Y-%m-%d")
    absent = pl.any_horizontal(pl.col("mois") == month for month in missing)
    return summed.select("code", "libelle", "mois", date=date, valeur=pl.when(absent).then(0.0).otherwise(persons))


def _departements(series: dict[str, pl.DataFrame]) -> bytes:
    """The départements as a spreadsheet would export them: cp1252, semicolons, a title, comma decimals, two bad rows."""
    import polars as pl

    frame = series["DEP"]
    silent = frame.filter(pl.col("code") == SILENT_LIKE).with_columns(
        code=pl.lit(OUT_OF_SOURCE), libelle=pl.lit("Valaubel-fictif"), valeur=pl.lit(0.0)
    )
    rows = _baro_rows(pl.concat([frame, silent]), "code_departement", "libelle_departement")
    lines = rows.write_csv(separator=";", decimal_comma=True).splitlines()
    unknown = lines[1].replace(";Z11;", ";Z99;")
    impossible = re.sub(r"-0\d-\d\d;", "-02-31;", lines[2])
    text = "\r\n".join(["Données fictives de démonstration", "", *lines, unknown, impossible]) + "\r\n"
    return text.encode("cp1252")


def _regions(series: dict[str, pl.DataFrame], year: int) -> bytes:
    """The régions in UTF-8 with a BOM; one of them holds the value of another for one month."""
    import polars as pl

    region, donor, number = WRONG_REGION
    month = pl.col("mois") == pl.date(year, number, 1)
    other = series["REG"].filter((pl.col("code") == donor) & month)["valeur"][0]
    wrong = (pl.col("code") == region) & month
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
