"""Outcomes that erased persons have left are added to what their model computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.errors import ObservatoryError
from observatory.warehouse.run import build, columns_of
from tests.warehouse.test_run import parquet

FROZEN = """-- Suivis.
-- Gel : nb, depuis (min)
SELECT siao, depuis, count(*) AS nb FROM staging.a GROUP BY ALL"""


def frozen_models(toy, header: str = FROZEN):
    return toy({"staging.a": "SELECT id, 'Z' AS siao, DATE '2024-01-01' AS depuis FROM lake.a", "core.suivis": header})


def test_outcomes_of_the_erased_are_added_to_what_the_model_computes(con, toy, lake, tmp_path: Path):
    parquet(
        con,
        tmp_path / "gel.parquet",
        "SELECT 'Z' AS siao, DATE '2019-05-01' AS depuis, 40::BIGINT AS nb UNION ALL SELECT 'Y', DATE '2020-01-01', 3",
    )
    models = frozen_models(toy)
    assert models["core.suivis"].frozen == {"nb": "sum", "depuis": "min"}
    list(build(con, models, frozen={"core.suivis": tmp_path / "gel.parquet"}))
    assert con.execute("SELECT siao, year(depuis), nb FROM core.suivis ORDER BY siao").fetchall() == [
        ("Y", 2020, 3),
        ("Z", 2019, 42),
    ]
    assert columns_of(con, "core.suivis") == {"siao": "VARCHAR", "depuis": "DATE", "nb": "BIGINT"}


def test_outcomes_that_no_longer_fit_the_model_are_refused(con, toy, lake, tmp_path: Path):
    parquet(con, tmp_path / "gel.parquet", "SELECT 'Z' AS siao, 40::BIGINT AS nb")
    with pytest.raises(ObservatoryError, match="core.suivis : les comptes figés .* n’ont plus ses colonnes"):
        list(build(con, frozen_models(toy), frozen={"core.suivis": tmp_path / "gel.parquet"}))


def test_a_line_of_frozen_columns_that_cannot_be_read_is_refused(toy):
    with pytest.raises(ObservatoryError, match="core/suivis.sql : la ligne « Gel : » ne se lit pas"):
        frozen_models(toy, FROZEN.replace("(min)", "(moyenne)"))
