"""The world against the published orders of magnitude that it was calibrated on; the table is printed (`pytest -s`)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from observatory.demo.simulation import simulate
from observatory.demo.targets import TARGETS, measured

PAGE = Path(__file__).resolve().parents[2] / "docs" / "monde-de-demonstration.md"


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


def french(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def test_the_page_of_the_model_says_what_the_world_obtains(table):
    lines = PAGE.read_text(encoding="utf-8")
    for label, published, obtained, source in table.select("repere", "publie", "obtenu", "source").rows():
        assert f"| {label} | {french(published)} | {french(obtained)} | <{source}> |" in lines
