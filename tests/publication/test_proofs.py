"""The evidence of a figure: its queries, run in the published tables, give all the rows that it is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import duckdb
import polars as pl
import pytest

from observatory.charts.figure import Figure
from observatory.contracts.load import FOLDER
from observatory.disclosure.protected import ProtectedTable, _sealed, already_public
from observatory.publication.composition import Composition, compose
from observatory.publication.inputs import CONTEXT, OF_A_TERRITORY, made_of, queries
from observatory.publication.layout import SCHEMAS, published_names
from observatory.publication.policy_file import load_policy
from observatory.publication.proofs import Evidence, figure_tables
from observatory.publication.tables import Tables
from tests.publication import effect_tables, fair_tables, siao_tables, small, sne_tables

NEW = [
    ("FR", "ZZ", "Pays", None, None), ("REG", "Z1", "Landombres", None, None), ("DEP", "Z11", "Brumelande", None, "Z1"),
    ("DEP", "Z12", "Aigrelune", None, "Z1"), ("SIREN_EPCI", "Z00000011", "Agglomération", "Z11", "Z1"),
]  # fmt: skip


@cache
def tables() -> Mapping[str, ProtectedTable]:
    """Night counts, rehousing, SIAO and allocations in one release, with the territories that they speak of."""
    given = {**small.protected(small.frames()), **siao_tables.protected(), **sne_tables.protected()}
    names = ("niveau", "territoire_code", "territoire_libelle", "departement_code", "region_code")
    more = pl.DataFrame(NEW, schema=names, orient="row").with_columns(est_fictif=pl.lit(False))
    given["territoires"] = _sealed("territoires", pl.concat([given["territoires"].frame, more], how="diagonal_relaxed"))
    allocated = given["attributions"].frame
    country = allocated.filter(territoire_code="ZZ")
    region = country.with_columns(niveau=pl.lit("REG"), territoire_code=pl.lit("Z1"))
    given["attributions"] = _sealed("attributions", pl.concat([allocated, region]))
    return given


@cache
def composed() -> Composition:
    return compose(tables())


@cache
def database() -> duckdb.DuckDBPyConnection:
    return published_as(tables())


def published_as(given: Mapping[str, ProtectedTable]) -> duckdb.DuckDBPyConnection:
    """A database with these tables where the published one has them."""
    con = duckdb.connect()
    for schema in SCHEMAS:
        con.execute(f"CREATE SCHEMA {schema}")
    for name, table in given.items():
        con.register("entree", table.frame)
        con.execute(f"CREATE TABLE {published_names()[name]} AS FROM entree")
    return con


def found_again(figure: Figure, given: Mapping[str, ProtectedTable], con: duckdb.DuckDBPyConnection) -> Figure | None:
    """The figure drawn from the rows that its queries give, and the context of every figure."""
    rows = {name: _sealed(name, con.sql(query).pl()) for name, query in queries(figure, given)}
    context = {name: given[name] for name in (*CONTEXT, "contours") if name in given}
    shown = compose({**context, **rows}).shown
    return next((one for some in shown.values() for one in some if one.id == figure.id), None)


def figures() -> list[Figure]:
    return [figure for some in composed().shown.values() for figure in some]


@pytest.mark.parametrize("name", sorted(OF_A_TERRITORY))
def test_a_figure_of_a_territory_is_found_again_from_its_queries_alone(name: str):
    mine = [one for one in figures() if one.place and one.id == f"{one.place.slug}-{name}"]
    assert mine or name in {"siao-fiabilite", "nuits-estimations", "nuits-lieux", "nuits-profil"}, name
    for figure in mine[:2]:
        assert found_again(figure, tables(), database()) == figure, figure.id


def of_the_effect() -> dict[str, ProtectedTable]:
    return small.protected(small._meta(False) | {"territoires": fair_tables.true_frames()["territoires"]} | effect_tables.tables(effect_tables.panel(6, 30, lift=1.5)))  # fmt: skip


def of_the_comparison() -> dict[str, ProtectedTable]:
    return {**small.protected(small._meta(False)), **fair_tables.protected(), "comparaisons": fair_tables.compared()}


@pytest.mark.parametrize("world", [of_the_effect, of_the_comparison])
def test_a_figure_of_many_territories_too(world):
    given = world()
    con = published_as(given)
    told = [figure for some in compose(given).shown.values() for figure in some if not figure.place]
    assert told
    asked = {queries(figure, given): figure for figure in told}
    for figure in asked.values():
        assert found_again(figure, given, con) == figure, figure.id


def test_each_figure_of_the_release_has_a_line_and_a_query_for_each_table():
    told = figure_tables(composed())
    assert told["figures"].height == len(figures()) == told["figures"]["figure_id"].n_unique()
    assert set(told["requetes"]["figure_id"]) == set(told["figures"]["figure_id"])
    policy = load_policy(FOLDER / "disclosure.yaml")
    assert already_public("figures", told["figures"], policy).frame.height == len(figures()), "aucune n’est retenue"
    assert {policy.family_of(name).nom for name in ("figures", "requetes", "origines")} == {"description"}


def test_every_figure_says_which_indicator_or_which_public_series_it_shows():
    for figure in figures():
        made = made_of(figure)
        assert made.tables and (
            made.indicator or made.tables[0].startswith(("relogement", "territoires", "comparaisons"))
        )


def test_the_evidence_tells_what_was_received_checked_and_protected():
    contract = "lake.sne_attribution"
    frames = {
        "origines": pl.DataFrame({"table_nom": ["attributions"], "contrat": [contract]}),
        "sources": pl.DataFrame(
            {"contrat": [contract], "partition": ["Z11"], "producteur": ["DHUP"], "nb_lignes_lues": [10], "nb_lignes_typees": [9], "nb_lignes_quarantaine": [1]}
        ),
        "controles": pl.DataFrame(
            {"objet": ["marts.attributions"] * 2, "partition": ["complet"] * 2, "controle_id": ["ATT-01", "ATT-02"], "est_reussi": [True, False], "nb_lignes_en_cause": [0, 3]}
        ),
        "confidentialite": pl.DataFrame({"table_nom": ["attributions.nb_radiations", "siao_flux.nb"]}),
    }  # fmt: skip
    given = {**tables(), **{name: _sealed(name, frame) for name, frame in frames.items()}}
    figure = next(one for one in figures() if one.id == "dep-z11-attributions-part")
    proof = Evidence(Tables(given)).of(figure)
    assert [source["producteur"] for source in proof.sources] == ["DHUP"] and proof.indicator == "I13"
    assert [(one["nb_passes"], [line["controle_id"] for line in one["trouves"]]) for one in proof.checks] == [
        (1, ["ATT-02"])
    ]
    assert [row["table_nom"] for row in proof.protections] == ["attributions.nb_radiations"]
