"""A family of the policy as the disclosure control reads it: dimensions from their description, and no way around."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from observatory.disclosure.policy import Family, Policy
from observatory.errors import ObservatoryError
from observatory.publication.dimensions import dimensions_of
from observatory.publication.elements import elements
from observatory.publication.families import published, tables_of

HOLDS = pl.DataFrame(
    [("DEP:Z1", e) for e in "abc"] + [("DEP:Z2", e) for e in "def"] + [("SIREN_EPCI:Z9", e) for e in "cd"] + [("FR:ZZ", e) for e in "abcdef"],
    schema=["territoire", "element"],
    orient="row",
)  # fmt: skip
FRAME = pl.DataFrame(
    [
        ("FR", "ZZ", "2023-12", 9),
        ("DEP", "Z1", "2023-12", 4),
        ("DEP", "Z2", "2023-12", 5),
        ("SIREN_EPCI", "Z9", "2024-01", 2),
    ],
    schema=["niveau", "territoire_code", "mois", "nb"],
    orient="row",
)


def family(**dimensions: dict) -> Family:
    table = {"dimensions": list(dimensions), "comptes": ["nb"]}
    return Family("f", ("courant",), {"t": table}, "essai", dimensions)


POLICY = Policy("1", "a", "b", ("FR", "DEP", "SIREN_EPCI"))
MONTH = {"type": "simple"}


def read(one: Family, frame: pl.DataFrame = FRAME):
    tables = tables_of(one, {"t": frame}, POLICY)
    return {dimension.name: dimension for dimension in dimensions_of(one, tables, HOLDS)}, tables


def test_territories_add_up_by_what_they_hold():
    found, _ = read(family(territoire={"type": "territoires"}, mois=MONTH))
    sums = {relation.total: set(relation.parts) for relation in found["territoire"].relations}
    assert sums["FR:ZZ"] == {"DEP:Z1", "DEP:Z2"}
    shared = sums["SIREN_EPCI:Z9"]
    assert shared == found["territoire"].hidden & (sums["DEP:Z1"] | sums["DEP:Z2"]) & shared and len(shared) == 2
    assert {relation.kind for relation in found["territoire"].relations} == {"somme"}


def test_a_commune_divided_in_arrondissements_holds_them_and_an_old_vintage_is_left():
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA core")
        con.execute(
            """CREATE TABLE core.contenance AS SELECT * FROM (VALUES
            (2025, 'DEP', '75', 'COM', '75056'), (2025, 'DEP', '75', 'ARM', '75101'), (2025, 'DEP', '75', 'ARM', '75102'),
            (2025, 'COM', '75056', 'ARM', '75101'), (2025, 'COM', '75056', 'ARM', '75102'), (2025, 'REG', '11', 'DEP', '75'),
            (2025, 'DEP', '93', 'COM', '93001'), (2019, 'DEP', '93', 'COM', '93002')
            ) AS t (millesime_cog, contenant_niveau, contenant_code, contenu_niveau, contenu_code)"""
        )
        con.execute(
            "CREATE TABLE core.groupes_acceleres AS SELECT 'FR-LDA' AS groupe_code, unnest(['75056', '93001']) AS commune_code"
        )
        con.execute(
            "CREATE TABLE core.territoires_membres AS SELECT 'DEP' AS niveau, '75' AS territoire_code, '75' AS departement_code, NULL AS commune_code UNION ALL SELECT 'COM', '93001', '93', '93001'"
        )
        found = set(elements(con).iter_rows())
    assert found == {
        ("GROUPE_COMMUNES:FR-LDA", "75101"), ("GROUPE_COMMUNES:FR-LDA", "75102"), ("GROUPE_COMMUNES:FR-LDA", "93001"),
        ("DEP:75", "75 sans commune"),
        ("DEP:75", "75101"), ("DEP:75", "75102"), ("COM:75056", "75101"), ("COM:75056", "75102"),
        ("ARM:75101", "75101"), ("ARM:75102", "75102"), ("DEP:93", "93001"), ("COM:93001", "93001"),
    }  # fmt: skip


def test_distinct_persons_of_territories_bound_each_other():
    found, _ = read(family(territoire={"type": "territoires", "additif": False}, mois=MONTH))
    assert {relation.kind for relation in found["territoire"].relations} == {"distinct"}


def test_a_cumulative_series_may_start_again_each_year():
    frame = pl.DataFrame({"mois": ["2023-11", "2023-12", "2024-01", "2024-02"], "nb": [5, 9, 1, 3]})
    one, _ = read(family(mois={"type": "cumul", "remise_a_zero": "annee"}), frame)
    assert [(r.parts[0], r.total) for r in one["mois"].relations] == [("2023-11", "2023-12"), ("2024-01", "2024-02")]
    whole, _ = read(family(mois={"type": "cumul"}), frame)
    assert len(whole["mois"].relations) == 3


def test_totals_and_distinct_counts_name_their_total():
    frame = pl.DataFrame({"sexe": ["F", "H", "T"], "nb": [1, 2, 3]})
    one, _ = read(family(sexe={"type": "total", "total": "T", "sensible": True}), frame)
    assert one["sexe"].sensitive and one["sexe"].relations[0].parts == ("F", "H")
    for said in ({"type": "total"}, {"type": "distinct"}, {"type": "autre"}, {}):
        with pytest.raises(ObservatoryError, match="la dimension « sexe » n’est pas décrite"):
            read(family(sexe=said), frame)


def test_years_months_and_nights_bound_each_other():
    """A year is between its largest month and their sum; a night is under its month; another source is apart."""
    frame = pl.DataFrame(
        {"mois": ["A:2025", "A:2025-01", "A:2025-02", "A:2025-02-24", "B:2025-01"], "nb": [9, 5, 6, 2, 7]}
    )
    one, _ = read(family(mois={"type": "periodes"}), frame)
    assert {(r.kind, r.total, r.parts) for r in one["mois"].relations} == {
        ("distinct", "A:2025", ("A:2025-01", "A:2025-02")),
        ("ordre", "A:2025-02", ("A:2025-02-24",)),
    }


BALANCE = {"type": "bilan", "stock": "STOCK", "suivies": "VUES", "entrees": ["E1", "E2"], "sorties": ["S"]}


def test_a_balance_chains_the_stock_of_a_month_to_the_next():
    codes = ["A:2024-12:STOCK"]
    codes += [f"A:2025-0{month}:{one}" for month in (1, 2) for one in ("E1", "E2", "S", "STOCK", "VUES")]
    frame = pl.DataFrame({"ligne": [*codes, "A:2025:VUES"], "nb": [1] * (len(codes) + 1)})
    one, _ = read(family(ligne=BALANCE), frame)
    sums = {(r.total, r.parts) for r in one["ligne"].relations if r.kind == "somme"}
    assert sums == {  # moves before stocks: what gives way first
        ("A:2025-01:VUES", ("A:2025-01:E1", "A:2025-01:E2", "A:2024-12:STOCK")),
        ("A:2025-01:VUES", ("A:2025-01:S", "A:2025-01:STOCK")),
        ("A:2025-02:VUES", ("A:2025-02:E1", "A:2025-02:E2", "A:2025-01:STOCK")),
        ("A:2025-02:VUES", ("A:2025-02:S", "A:2025-02:STOCK")),
    }
    (year,) = (r for r in one["ligne"].relations if r.kind == "distinct")
    assert (year.total, year.parts) == ("A:2025:VUES", ("A:2025-01:VUES", "A:2025-02:VUES"))


def test_measures_that_never_cross_are_ordered():
    frame = pl.DataFrame({"mois": ["2025-01"], "nb": [5]})
    said = {"type": "ordre", "paires": [["menages", "demandes"]]}
    one, _ = read(family(mois=MONTH), frame)
    assert one["mesure"].relations == ()
    described = family(mois=MONTH)
    described.dimensions["mesure"] = said
    one, _ = read(described, frame)
    assert [(r.kind, r.total, r.parts) for r in one["mesure"].relations] == [("ordre", "demandes", ("menages",))]


def test_rows_of_a_finer_level_do_not_enter():
    finer = pl.concat([FRAME, pl.DataFrame([("SECTEUR", "Z1-3", "2024-01", 1)], schema=FRAME.schema, orient="row")])
    _, tables = read(family(territoire={"type": "territoires"}, mois=MONTH), finer)
    assert "SECTEUR:Z1-3" not in tables[0].frame["territoire"].to_list()


@pytest.mark.parametrize(
    ("frame", "described", "sentence"),
    [
        (FRAME.with_columns(autre=pl.lit(1)), {}, "colonnes que la politique ne décrit pas .autre."),
        (FRAME.with_columns(autre=pl.lit(1)), {"libelles": ["autre"]}, "pour libellé une colonne de nombres .autre."),
    ],
)
def test_a_column_that_could_hold_anything_is_refused(frame: pl.DataFrame, described: dict, sentence: str):
    one = family(territoire={"type": "territoires"}, mois=MONTH)
    one.tables["t"].update(described)
    with pytest.raises(ObservatoryError, match=sentence):
        read(one, frame)


def test_a_published_table_takes_protected_tables_only():
    with pytest.raises(AttributeError):
        published("t", {"dimensions": ["mois"], "comptes": ["nb"]}, {"t.nb": 3})
