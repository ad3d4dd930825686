"""Attack by files: a true count in a table of a published file is found, cell by cell."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from observatory.publication.leaks import Guarded, Secrets, search_bundle
from observatory.publication.leaks.tables import IN_STATISTICS, IN_TABLE
from tests.publication.leak_bundle import (
    KEYS,
    PLACES,
    PUBLISHED,
    SECRETS,
    TABLE,
    TRUE,
    found,
    page,
)  # fmt: skip


def test_a_clean_bundle_has_no_leak(bundle: Path):
    assert search_bundle(bundle, SECRETS) == []


def test_a_table_that_hides_nothing_is_not_searched_for(bundle: Path):
    (bundle / "site" / "z1.html").write_text(page(TRUE[:8]), "utf-8")
    assert search_bundle(bundle, Secrets((Guarded("accueil", ("dep", "mois"), "nb", TABLE, TABLE),))) == []


# --- tables


def _one(frame: pl.DataFrame, row: int, value: int) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.int_range(pl.len()) == row).then(value).otherwise("nb").alias("nb"))


@pytest.mark.parametrize("row", [3, 9], ids=["cellule masquée", "cellule arrondie"])
def test_one_true_cell_in_a_table_is_found(bundle: Path, row: int):
    _one(PUBLISHED, row, TRUE[row]).write_parquet(bundle / "parquet" / "accueil.parquet")
    assert found(bundle) == {("parquet/accueil.parquet", IN_TABLE)}


def test_a_table_under_another_name_is_known_by_its_cells(bundle: Path):
    _one(PUBLISHED, 3, 4).write_csv(bundle / "site" / "figure-12.csv")
    assert found(bundle) == {("site/figure-12.csv", IN_TABLE)}


def test_true_counts_in_a_column_of_another_name_are_found(bundle: Path):
    PUBLISHED.with_columns(rang=TABLE["nb"].cast(pl.Float64)).sample(fraction=1, shuffle=True, seed=2).write_csv(
        bundle / "site" / "accueil.csv", separator=";"
    )
    assert ("site/accueil.csv", IN_TABLE) in found(bundle)


def test_one_true_cell_in_a_sheet_of_a_workbook_is_found(bundle: Path):
    _one(PUBLISHED, 9, TRUE[9]).write_excel(bundle / "site" / "figure-12.xlsx", worksheet="Données")
    assert found(bundle) == {("site/figure-12.xlsx › Données", IN_TABLE)}


def test_another_count_over_the_same_cells_is_not_this_one(bundle: Path):
    other = KEYS.with_columns(nb=pl.Series([5, 0, 15, 25, 10, 80, 5, 0, 45, 10, 55, 30, 15, 5, 20, 10]))
    other.write_parquet(bundle / "parquet" / "refus.parquet")
    assert found(bundle, Secrets(SECRETS.tables, {"lieux": PLACES, "refus": other})) == set()


def test_a_format_that_differs_from_the_others_in_one_cell_is_joined_by_itself(bundle: Path):
    """The database, the Parquet and the CSV of a table are the same cells, and joined once; a CSV that is not is not excused."""
    spoilt = _one(PUBLISHED, 9, TRUE[9])
    spoilt.write_csv(bundle / "site" / "accueil.csv", separator=";")
    assert found(bundle) == {("site/accueil.csv", IN_TABLE)}
    spoilt.write_parquet(bundle / "parquet" / "accueil.parquet")
    assert found(bundle) == {("site/accueil.csv", IN_TABLE), ("parquet/accueil.parquet", IN_TABLE)}


def test_every_schema_of_the_database_is_read(bundle: Path):
    with duckdb.connect(str(bundle / "observatory.duckdb")) as con:
        con.register("frame", TABLE)
        con.execute("CREATE SCHEMA brouillon; CREATE TABLE brouillon.essai AS FROM frame")
    assert ("observatory.duckdb", IN_TABLE) in found(bundle)


def test_layers_of_a_geopackage_and_properties_of_a_geojson_are_read(bundle: Path):
    with sqlite3.connect(bundle / "geo" / "contours.gpkg") as con:
        con.execute("UPDATE contours SET nb = 4 WHERE dep = 'Z1' AND mois = '2026-04'")
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in _one(PUBLISHED, 9, 7).to_dicts()]
    (bundle / "geo" / "z.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    assert found(bundle) == {("geo/contours.gpkg", IN_TABLE), ("geo/z.geojson", IN_TABLE)}


def test_bounds_of_a_column_that_its_values_do_not_reach_are_found(bundle: Path):
    """A file rewritten with its old statistics: the bytes of the maximum are changed at the end of the file only."""
    path = bundle / "parquet" / "accueil.parquet"
    data = path.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    shown, true = (np.int64(number).tobytes() for number in (2845, 2843))
    assert shown in data[footer:]
    path.write_bytes(data[:footer] + data[footer:].replace(shown, true))
    assert found(bundle) == {("parquet/accueil.parquet", IN_STATISTICS)}
