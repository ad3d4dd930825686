"""Counts from one vintage to another: exact, refused or apportioned, and never silent."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.territories.rebase import rebase
from tests.territories.conftest import POPULATION_VINTAGES

COMMUNES = pl.DataFrame(
    [(2020, c) for c in ("A", "B", "S", "U")] + [(2025, c) for c in ("A", "S", "T", "V", "U")],
    schema={"millesime_cog": pl.Int32, "commune_code": pl.String},
    orient="row",
)
# A absorbs B; S becomes S, T and V
PASSAGES = pl.DataFrame(
    [
        (2020, 2025, "B", "A", 1),
        *[(2020, 2025, "S", code, 3) for code in "STV"],
        *[(2025, 2020, "A", code, 2) for code in "AB"],
        *[(2025, 2020, code, "S", 1) for code in "TV"],
    ],
    schema=["millesime_depart", "millesime_arrivee", "code_depart", "code_arrivee", "nb_arrivees"],
    orient="row",
)
PEOPLE = pl.DataFrame(
    {"commune_code": ["S", "T", "V"], "pop_municipale": [500, 300, 200], "millesime_population": [2025] * 3},
    schema_overrides={"millesime_population": pl.Int32},
)


def moved(rows: dict, departure: int = 2020, arrival: int = 2025, **options) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema_overrides={"commune_code": pl.String})
    options = {"measures": ["nb"]} | options
    return rebase(frame, COMMUNES, PASSAGES, departure=departure, arrival=arrival, **options)


def refusal(rows: dict, **options) -> str:
    with pytest.raises(ObservatoryError) as error:
        moved(rows, **options)
    return str(error.value)


def test_merged_communes_are_summed_by_every_other_column():
    result = moved({"commune_code": ["A", "B", "B", "U"], "sexe": ["F", "F", "H", "F"], "nb": [1, 10, 100, 1000]})
    assert result.rows() == [("A", "F", 11, False, None), ("A", "H", 100, False, None), ("U", "F", 1000, False, None)]


def test_an_unknown_count_makes_its_sum_unknown_never_smaller():
    assert moved({"commune_code": ["A", "B", "U"], "nb": [1, None, 5]})["nb"].to_list() == [None, 5]


def test_a_split_is_refused_and_says_what_to_do():
    message = refusal({"commune_code": ["S", "U"], "nb": [1, 2]})
    assert all(part in message for part in ("S", "2020", "2025", "Gardez le millésime", "population"))


def test_a_split_with_population_is_apportioned_in_whole_numbers_and_flagged():
    result = moved({"commune_code": ["S", "A"], "nb": [11, 4]}, population=PEOPLE)
    # 11 × 0.5, 0.3, 0.2 = 5.5, 3.3, 2.2: the unit left goes to the largest remainder
    assert result.sort("commune_code").rows() == [
        ("A", 4, False, None),
        ("S", 6, True, 2025),
        ("T", 3, True, 2025),
        ("V", 2, True, 2025),
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 7, -8, 10**9 + 1, None])
def test_apportionment_conserves_every_count(count):
    result = moved({"commune_code": ["S"], "nb": pl.Series([count], dtype=pl.Int64)}, population=PEOPLE)
    assert result["est_reparti"].all() and result["commune_code"].to_list() == ["S", "T", "V"]
    assert (result["nb"].null_count() == 3) if count is None else (result["nb"].sum() == count)


def test_several_measures_are_apportioned_each_for_itself():
    result = moved({"commune_code": ["S"], "nb": [10], "places": [1]}, measures=["nb", "places"], population=PEOPLE)
    assert result.select("nb", "places").rows() == [(5, 1), (3, 0), (2, 0)]


def test_a_commune_may_have_no_inhabitant_but_not_all_of_them():
    empty = PEOPLE.with_columns(
        pop_municipale=pl.when(pl.col("commune_code") == "V").then(0).otherwise("pop_municipale")
    )
    assert moved({"commune_code": ["S"], "nb": [8]}, population=empty)["nb"].to_list() == [5, 3, 0]
    nobody = PEOPLE.with_columns(pop_municipale=pl.lit(0))
    assert "est nulle" in refusal({"commune_code": ["S"], "nb": [8]}, population=nobody)


def test_a_missing_population_is_refused():
    assert "2025 : S" in refusal({"commune_code": ["S"], "nb": [8]}, population=PEOPLE.head(2))
    unknown = PEOPLE.with_columns(pop_municipale=pl.lit(None, pl.Int32))
    assert "Déposez la population" in refusal({"commune_code": ["S"], "nb": [8]}, population=unknown)


def test_going_back_a_split_is_exact_and_a_merger_is_refused():
    assert moved({"commune_code": ["S", "T", "V"], "nb": [1, 2, 3]}, departure=2025, arrival=2020)["nb"].to_list() == [
        6
    ]
    assert "2025 et 2020 : A" in refusal({"commune_code": ["A"], "nb": [1]}, departure=2025, arrival=2020)


def test_the_same_vintage_changes_nothing():
    result = moved({"commune_code": ["A", "S"], "nb": [1, 2]}, arrival=2020)
    assert result.rows() == [("A", 1, False, None), ("S", 2, False, None)]


def test_codes_that_are_null_or_of_another_vintage_are_refused():
    assert "1 ligne(s) sans code" in refusal({"commune_code": ["A", None], "nb": [1, 2]})
    message = refusal({"commune_code": ["T", "V", "X1", "X2", "X3", "X4", "X5", "A"], "nb": [1] * 8})
    assert "7 code(s)" in message and "T, V, X1, X2, X3 et 2 autres" in message


def test_a_vintage_nobody_received_is_refused():
    assert "2031" in refusal({"commune_code": ["A"], "nb": [1]}, arrival=2031)


@pytest.mark.parametrize("values", [[0.5], ["1"]])
def test_what_is_not_a_count_is_refused(values):
    assert "numérateur" in refusal({"commune_code": ["A"], "nb": values})


def test_counts_already_rebased_are_refused():
    assert "Repartez de la source" in refusal({"commune_code": ["A"], "nb": [1], "est_reparti": [True]})


@pytest.mark.parametrize(("departure", "arrival", "codes"), [(2020, 2025, "B, T, V"), (2025, 2020, "B, T, V")])
def test_without_the_movements_nothing_passes_for_unchanged(departure, arrival, codes):
    unchanged = pl.DataFrame({"commune_code": ["A"], "nb": [1]})
    with pytest.raises(ObservatoryError, match=f"ne disent pas ce que deviennent {codes}"):
        rebase(unchanged, COMMUNES, PASSAGES.clear(), departure=departure, arrival=arrival, measures=["nb"])


def test_the_population_of_several_vintages_is_refused():
    assert "deux fois" in refusal({"commune_code": ["S"], "nb": [8]}, population=pl.concat([PEOPLE, PEOPLE]))


def test_other_columns_may_bear_any_name():
    rows = {"commune_code": ["S"], "depart": ["x"], "code_arrivee": ["y"], "pop": [7], "nb": [10]}
    assert moved(rows, population=PEOPLE).rows()[0] == ("S", "x", "y", 7, 5, True, 2025)


def test_nothing_gives_nothing():
    result = moved({"commune_code": [], "nb": pl.Series([], dtype=pl.Int64)})
    assert result.is_empty() and result.columns == ["commune_code", "nb", "est_reparti", "millesime_population"]


PAIRS = [(v, w) for v in POPULATION_VINTAGES for w in POPULATION_VINTAGES if v != w]


@pytest.mark.parametrize(("departure", "arrival"), PAIRS)
def test_mergers_conserve_the_population_of_france(communes, passages, populations, departure, arrival):
    pair = (pl.col("millesime_depart") == departure) & (pl.col("millesime_arrivee") == arrival)
    split = passages.filter(pair, pl.col("nb_arrivees") > 1)["code_depart"].unique()
    frame = populations[departure].filter(~pl.col("commune_code").is_in(split.implode()))
    options = {"departure": departure, "arrival": arrival, "measures": ["pop_municipale"]}
    result = rebase(frame, communes, passages, **options)
    assert result["pop_municipale"].sum() - frame["pop_municipale"].sum() == 0
    assert result["commune_code"].is_unique().all() and not result["est_reparti"].any()
    with_splits = populations[departure]
    if split.len():
        with pytest.raises(ObservatoryError):
            rebase(with_splits, communes, passages, **options)
    people = populations[arrival].with_columns(millesime_population=pl.lit(arrival, pl.Int32))
    shared_out = rebase(with_splits, communes, passages, **options, population=people)
    assert shared_out["pop_municipale"].sum() - with_splits["pop_municipale"].sum() == 0
    assert shared_out.filter("est_reparti").height == len(
        set(passages.filter(pair, pl.col("nb_arrivees") > 1)["code_arrivee"])
    )


def test_a_merger_gives_the_sum_of_its_parts(communes, passages, populations):
    before = dict(populations[2024].iter_rows())
    after = rebase(
        populations[2024].filter(pl.col("commune_code").is_in(["93059", "93066"])),
        communes, passages, departure=2024, arrival=2025, measures=["pop_municipale"],
    )  # fmt: skip
    assert after.rows() == [("93066", before["93066"] + before["93059"], False, None)]
