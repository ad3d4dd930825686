"""The real list of accelerated territories, checked against the communes that make them at their vintage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, check_table, open_for_build, sql_models
from observatory.sources.intake import receive
from observatory.territories.disjoint import largest_disjoint, union_population

TABLE = "marts.territoires_lda"
NESTED = [
    ("LDA1-02a", "246300701", "LDA1-02b", "63"),
    ("LDA1-11", "200033579", "LDA1-13", "62"),
    ("LDA1-15a", "243300316", "LDA1-15b", "33"),
    ("LDA2-09", "37261", "LDA1-06", "243700754"),
]
VAUCLUSE = (
    "INSERT INTO core.territoires_lda SELECT * REPLACE ('LDA9-01' AS territoire_id, 'DEP' AS niveau, '84' AS territoire_code, "
    "'84' AS departements, 151 AS nb_communes, 'LDA2-08' AS contient) FROM core.territoires_lda WHERE territoire_id = 'LDA2-10'"
)


@pytest.fixture(scope="module")
def warehouse(shared: Path, catalogue, tmp_path_factory):
    """The reference of 2025 with the real list, on an open connection: `con`, and what the checks find after changes."""
    home = Home(tmp_path_factory.mktemp("lda")).create()
    for path in (shared / "reference" / "cog" / "epcicom2025.xlsx", shared / "reference" / "territoires_lda.csv"):
        receive(home, path, catalogue)
    for name in ("epci_commune", "territoire_lda"):
        assert all(outcome.is_kept for outcome in refresh(home, catalogue, name, "essai"))
    first = [name for name in sql_models() if name.startswith("staging.")] + ["core.communes", "core.contenance"]
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue, first))

        def found(*changes: str) -> dict[str, int | None]:
            list(build_models(con, home, catalogue, ["core.territoires_lda"]))
            for change in changes:
                con.execute(change)
            after = ["core.ecarts_lda", TABLE]  # made again, though nothing but a hand changed what they read
            con.execute("DELETE FROM meta.modeles WHERE list_contains(?, modele)", [after])
            list(build_models(con, home, catalogue, after))
            return {r.id: r.nb_rows for r in check_table(con, home, catalogue, TABLE, "essai") if not r.passed}

        yield con, found


@pytest.fixture
def found(warehouse) -> Callable[..., dict[str, int | None]]:
    """Checks that fail once the list has been changed by the given statements, with their rows at fault."""
    return warehouse[1]


def change(territoire_id: str, **values: str | int | None) -> str:
    written = ", ".join(f"{column} = {'NULL' if v is None else repr(v)}" for column, v in values.items())
    return f"UPDATE core.territoires_lda SET {written} WHERE territoire_id = '{territoire_id}'"


def test_the_real_list_agrees_with_the_communes_in_every_way(found, warehouse, catalogue):
    assert {check.id for check in catalogue.table(TABLE).checks} == {"LDA-06", "LDA-07", "LDA-08", "LDA-09"}
    assert found() == {}
    assert warehouse[0].execute("SELECT count(*) FROM core.territoires_lda").fetchall() == [(43,)]


def test_the_nested_pairs_of_the_list_are_these_four(warehouse):
    pairs = """
        SELECT petit.territoire_id, petit.territoire_code, grand.territoire_id, grand.territoire_code
        FROM core.contenance AS c
        JOIN staging.territoire_lda AS grand ON (grand.niveau, grand.territoire_code) = (contenant_niveau, contenant_code)
        JOIN staging.territoire_lda AS petit ON (petit.niveau, petit.territoire_code) = (contenu_niveau, contenu_code)
        WHERE c.millesime_cog = 2025 ORDER BY ALL"""
    assert warehouse[0].execute(pairs).fetchall() == NESTED


def test_the_union_of_the_list_counts_each_commune_once(warehouse):
    """The rows add up to 23 193 720 inhabitants, their communes to 21 804 856 (README of the reference, TL-04)."""
    listed = warehouse[0].sql("FROM staging.territoire_lda").pl()
    communes = warehouse[0].sql("FROM core.communes WHERE millesime_cog = 2025").pl()
    found = largest_disjoint(listed, communes)
    assert listed["pop_municipale"].sum() == 23_193_720
    assert union_population(listed, communes).pop_municipale == found.union.pop_municipale == 21_804_856
    assert sorted(found.ecartes["territoire_code"]) == sorted(code for _, code, _, _ in NESTED)
    assert (
        "Clermont Auvergne Métropole est comprise dans Département du Puy-de-Dôme" in found.ecartes["raison"].to_list()
    )


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (change("LDA1-11", nb_communes=45), {"LDA-06": 1}),
        (change("LDA2-01", departements="13|83"), {"LDA-06": 1}),
        (change("LDA2-01", departements="84 | 13 | 83"), {}),
        (change("LDA1-11", inclus_dans=None), {"LDA-07": 1}),
        (change("LDA1-12", contient="LDA1-14"), {"LDA-07": 1}),
        (change("LDA1-12", contient="LDA9-99"), {"LDA-07": 1}),
        (change("LDA1-16", millesime_cog=2018), {"LDA-09": 1}),
        (change("LDA1-13", millesime_cog=2018, nb_communes=3), {"LDA-09": 1}),
        (change("LDA1-16", territoire_code="249999999"), {"LDA-09": 1}),
    ],
    ids=["nombre", "départements", "ordre", "oubli", "faux", "absent", "millésime", "contenant inconnu", "code"],
)
def test_one_altered_row_is_found_and_an_unknown_one_is_only_said(found, what: str, expected: dict[str, int]):
    assert found(what) == expected


def test_a_partial_overlap_is_found_on_both_sides_and_does_not_block(found, catalogue):
    """Pertuis, in Vaucluse, is a commune of Aix-Marseille-Provence; Avignon is wholly inside."""
    assert found(VAUCLUSE, change("LDA2-08", inclus_dans="LDA9-01")) == {"LDA-08": 2}
    assert found(VAUCLUSE) == {"LDA-07": 1, "LDA-08": 2}
    assert {c.id: c.is_blocking for c in catalogue.table(TABLE).checks} == {
        "LDA-06": True, "LDA-07": True, "LDA-08": False, "LDA-09": False,
    }  # fmt: skip


@pytest.mark.parametrize(("fictional", "shown"), [(False, ["FR"]), (True, ["ZZ"])], ids=["réelle", "fictive"])
def test_a_release_holds_real_territories_or_fictional_ones_never_both(warehouse, catalogue, fictional: bool, shown):
    """The rule of marts.contenance, on the real reference with one fictional région beside it."""
    con, _ = warehouse
    con.execute(f"CREATE OR REPLACE TABLE core.territoires_publies AS SELECT {fictional} AS est_fictif")
    con.execute("CREATE OR REPLACE TEMP TABLE avant AS FROM core.contenance")
    con.execute("INSERT INTO core.contenance VALUES (2025, 'FR', 'ZZ', 'REG', 'Z1')")
    published = (
        f"SELECT DISTINCT contenant_code FROM ({sql_models()['marts.contenance'].sql}) WHERE contenant_niveau = 'FR'"
    )
    assert [code for (code,) in con.execute(published).fetchall()] == shown
    con.execute("CREATE OR REPLACE TABLE core.contenance AS FROM avant")
