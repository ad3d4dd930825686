"""Passages between vintages, held against the official lists of communes and against another producer's list of mergers."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.pipeline import sql_models
from observatory.warehouse.lineage import column_lineage
from tests.territories.conftest import VINTAGES

KEY = ["millesime_depart", "millesime_arrivee", "code_depart"]
PAIRS = [(v, w) for v in VINTAGES for w in VINTAGES if v != w]


def between(passages: pl.DataFrame, departure: int, arrival: int) -> pl.DataFrame:
    return passages.filter(pl.col("millesime_depart") == departure, pl.col("millesime_arrivee") == arrival)


def became(passages: pl.DataFrame, departure: int, arrival: int, code: str) -> list[str]:
    rows = between(passages, departure, arrival).filter(pl.col("code_depart") == code)
    assert (rows["nb_arrivees"] == rows.height).all()
    return rows["code_arrivee"].sort().to_list()


@pytest.mark.parametrize(("departure", "arrival"), PAIRS)
def test_every_commune_of_a_vintage_comes_from_one_of_any_other(communes, passages, departure, arrival):
    whole = communes.filter(pl.col("type_commune") == "COM")
    there = whole.filter(pl.col("millesime_cog") == departure).select(code_depart="commune_code")
    image = there.join(between(passages, departure, arrival), on="code_depart", how="left").select(
        pl.coalesce("code_arrivee", "code_depart")
    )
    expected = whole.filter(pl.col("millesime_cog") == arrival)["commune_code"]
    assert set(image.to_series()) == set(expected)


def test_one_row_per_pair_and_only_for_communes_that_change(passages):
    assert not passages.select(*KEY, "code_arrivee").is_duplicated().any()
    assert passages.filter(pl.col("nb_arrivees") == 1, pl.col("code_depart") == pl.col("code_arrivee")).is_empty()
    counted = passages.group_by(KEY).agg(pl.len().alias("n"), pl.col("nb_arrivees").unique())
    assert (counted["n"] == counted["nb_arrivees"].list.first()).all() and (
        counted["nb_arrivees"].list.len() == 1
    ).all()


def test_going_back_is_the_inverse_of_going_forth(passages):
    moved = passages.filter(pl.col("code_depart") != pl.col("code_arrivee")).select(
        *KEY, "code_arrivee", "type_evenement"
    )
    back = moved.select(
        millesime_depart="millesime_arrivee", millesime_arrivee="millesime_depart", code_depart="code_arrivee",
        code_arrivee="code_depart", type_evenement="type_evenement",
    )  # fmt: skip
    assert moved.sort(moved.columns).equals(back.sort(moved.columns))


def test_a_merger_is_exact_forth_and_a_split_back(passages):
    assert became(passages, 2024, 2025, "93059") == ["93066"] and became(passages, 2024, 2025, "93066") == []
    assert became(passages, 2025, 2024, "93066") == ["93059", "93066"]


def test_a_restored_commune_splits_the_one_it_leaves(passages):
    assert became(passages, 2019, 2020, "14712") == ["14666", "14712"]
    assert became(passages, 2020, 2019, "14666") == ["14712"] and became(passages, 2020, 2019, "14712") == []
    assert became(passages, 2024, 2026, "15141") == ["15031", "15035", "15047", "15141", "15171"]


def test_a_code_that_comes_back_has_no_passage_over_the_whole(passages):
    assert became(passages, 2019, 2021, "27676") == ["27058"] and became(passages, 2022, 2024, "27058") == ["27676"]
    assert became(passages, 2019, 2024, "27676") == []


def test_a_movement_inside_a_year_shows_at_the_next_vintage(passages):
    for old, new in (("12076", "12218"), ("69159", "69114"), ("14011", "14581")):
        assert became(passages, 2023, 2024, old) == [] and became(passages, 2024, 2025, old) == [new]


def test_another_list_of_mergers_says_the_same(passages, shared):
    fusions = pl.read_csv(shared / "real" / "messy" / "fusions.csv", infer_schema=False).select(
        pl.col("ANNEE_MODIF").cast(pl.Int32).alias("millesime_arrivee"), pl.col("COM_INI", "COM_FIN").str.zfill(5)
    )
    ours = passages.filter(pl.col("millesime_arrivee") == pl.col("millesime_depart") + 1)
    theirs = fusions.filter(pl.col("millesime_arrivee").is_between(2020, 2024), pl.col("COM_INI") != pl.col("COM_FIN"))
    both = theirs.join(ours, left_on=["millesime_arrivee", "COM_INI"], right_on=["millesime_arrivee", "code_depart"])
    assert theirs.height == both.height == 40
    assert both["COM_FIN"].equals(both["code_arrivee"])


def test_every_code_of_a_former_commune_is_stale_or_current(communes, codes_perimes, shared):
    """Communes déléguées and associées included: they were communes."""
    history = pl.read_parquet(shared / "reference" / "cog" / "table_com_historique.parquet")["com_insee"]
    parts = pl.read_csv(shared / "reference" / "cog" / "communes.csv", infer_schema=False)["COM"]
    now = set(communes.filter(pl.col("millesime_cog") == 2026)["commune_code"])
    assert set(codes_perimes["commune_code"]) == (set(history) | set(parts)) - now
    assert set(codes_perimes["code_actuel"].drop_nulls()) <= now


def test_a_stale_code_follows_every_movement_to_today(codes_perimes):
    today = dict(codes_perimes.filter(pl.col("nb_actuels") == 1).select("commune_code", "code_actuel").iter_rows())
    assert today["14697"] == "14654", "déplacée en 2014, absorbée en 2017"
    assert today["49144"] == "44180", "changée de département et absorbée le même jour"
    assert today["20004"] == "2A004"
    gone = codes_perimes.filter(pl.col("nb_actuels") == 0)
    assert gone["commune_code"].sort().to_list() == ["97123", "97127"] and gone["code_actuel"].null_count() == 2


def test_the_recursion_does_not_hide_where_columns_come_from():
    models = {name: model for name, model in sql_models().items() if name in ("core.passages", "core.codes_perimes")}
    movements = ("date_evenement", "type_evenement", "code_avant", "code_apres", "prochaine_date")
    schemas = {
        "core.communes": dict.fromkeys(("millesime_cog", "type_commune", "commune_code"), "VARCHAR"),
        "core.successions": dict.fromkeys(movements, "VARCHAR"),
    }
    lineage = column_lineage(models, schemas)
    assert ("core.communes", "commune_code") in lineage["core.passages"]["code_depart"]
    assert ("core.successions", "code_apres") in lineage["core.passages"]["code_arrivee"]
    assert lineage["core.codes_perimes"]["code_actuel"] == [("core.successions", "code_apres")]
