"""The world against the published orders of magnitude that it was calibrated on; the table is printed (`pytest -s`)."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.demo.simulation import simulate
from observatory.demo.targets import TARGETS, measured
from tests.demo import refresh_page
from tests.demo.refresh_page import PAGE


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return measured(simulate())


def test_the_world_keeps_to_the_published_orders_of_magnitude(table):
    with pl.Config(tbl_rows=-1, fmt_str_lengths=90, tbl_cols=-1, tbl_width_chars=160):
        print(table.drop("source"))
    outside = table.filter((pl.col("obtenu") < pl.col("bas")) | (pl.col("obtenu") > pl.col("haut")))
    assert outside.is_empty() and table.height == len(TARGETS)


def test_the_limits_hold_the_published_figure_and_could_be_missed(table):
    assert table.filter((pl.col("publie") < pl.col("bas")) | (pl.col("publie") > pl.col("haut"))).is_empty()
    assert (table["haut"] < 3 * table["bas"] + 10).all() and table["source"].str.starts_with("https://").all()


def test_the_page_of_the_model_says_what_the_world_obtains():
    assert refresh_page.table() in PAGE.read_text(encoding="utf-8"), "lancez python -m tests.demo.refresh_page"
