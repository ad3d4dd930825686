"""On the real Baromètre: does acceleration work (decision 0020), do départements differ (decision 0023), and no more."""

from __future__ import annotations

from math import log, sqrt
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.ddl import polars_schema
from observatory.contracts.load import FOLDER
from observatory.disclosure.protected import already_public
from observatory.home import Home
from observatory.indicators.effect.departements import departement_groups
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, check_table, open_for_build, sql_models
from observatory.publication.computed import compute_all
from observatory.publication.confidentiality import protect_all
from observatory.publication.memory import read_memory
from observatory.publication.policy_file import load_policy
from observatory.sources.intake import receive

FILES = (
    "real/barometre/barometre-resultats-logement-ville-detail-departemental.csv",
    "reference/territoires_lda.csv",
    "reference/cog/epcicom2025.xlsx",
)
CONTRACTS = ("barometre_relogement", "territoire_lda", "epci_commune")
MARTS = [name for name in sql_models() if name.startswith("marts.effet_")]


@pytest.fixture(scope="module")
def home(shared: Path, catalogue, tmp_path_factory) -> Home:
    """The three files that the effect is measured on, in the lake."""
    made = Home(tmp_path_factory.mktemp("effet")).create()
    for name in FILES:
        receive(made, shared / name, catalogue)
    assert all(outcome.is_kept for name in CONTRACTS for outcome in refresh(made, catalogue, name, "essai"))
    return made


@pytest.fixture(scope="module")
def con(home: Home, catalogue):
    """The warehouse with all that the effect needs, its seven marts included."""
    with open_for_build(home, catalogue) as opened:
        wanted = needed(*MARTS)
        list(build_models(opened, home, catalogue, wanted))
        yield opened


def needed(*names: str) -> list[str]:
    """The models, and those that they read, however far."""
    models, found, waiting = sql_models(), set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in models and name not in found:
            found.add(name)
            waiting += models[name].inputs
    return sorted(found)


def measure(con, definition: str, name: str) -> tuple:
    return con.execute(
        "SELECT valeur_effet, effet_bas, effet_haut FROM marts.effet_mesures WHERE definition_acceleration = ? AND mesure_effet = ?",
        [definition, name],
    ).fetchall()[0]


@pytest.mark.parametrize(
    ("definition", "ratio", "effect", "growths", "groups"),
    [
        ("STRICTE", (1.079, 0.958, 1.215), (0.102, -0.047, 0.250), (52, 41), (10, 64)),
        ("LARGE", (1.051, 0.964, 1.147), (0.062, -0.022, 0.146), (49, 41), (33, 67)),
    ],
)
def test_the_published_figures_are_those_of_the_decision(con, definition: str, ratio, effect, growths, groups):
    assert measure(con, definition, "RAPPORT_DES_HAUSSES") == pytest.approx(ratio, abs=0.0006)
    assert [log(one) for one in measure(con, definition, "EFFET_PLACEBOS")] == pytest.approx(effect, abs=0.0006)
    found = [round(measure(con, definition, name)[0]) for name in ("HAUSSE_ACCELERES", "HAUSSE_AUTRES")]
    assert found == list(growths)
    said = con.execute(
        "SELECT conclusion_effet, conclusion_effet_libelle, nb_acceleres, nb_autres, annee_debut, annee_fin "
        "FROM marts.effet_conclusion WHERE definition_acceleration = ?",
        [definition],
    ).fetchall()[0]
    assert said == ("PAS_DE_DIFFERENCE", "pas de différence établie", *groups, 2017, 2021)


def test_the_groups_are_those_of_the_rule_written_apart(con):
    """The SQL model against the function that the benchmark uses, on the same communes."""
    laureates = con.sql("SELECT niveau, territoire_code, date_annonce FROM core.territoires_lda").pl()
    communes = con.sql(
        "SELECT commune_code, departement_code, epci_code, pop_municipale FROM core.communes "
        "WHERE millesime_cog = 2025 AND type_commune = 'COM'"
    ).pl()
    expected = departement_groups(laureates, communes).sort("departement_code")
    found = con.sql(
        "SELECT territoire_code AS departement_code, any_value(premiere_annee) FILTER (definition_acceleration = 'STRICTE') AS s, "
        "any_value(premiere_annee) FILTER (definition_acceleration = 'LARGE') AS l, bool_or(groupe_effet = 'EN_PARTIE') AS p "
        "FROM core.effet_departements GROUP BY ALL ORDER BY ALL"
    ).pl()
    assert found.rows() == expected.rows()


def test_puy_de_dome_is_flagged_and_its_absence_changes_little(con):
    flagged = {code for (code,) in con.execute("SELECT DISTINCT territoire_code FROM marts.effet_territoires WHERE est_rupture_enregistrement").fetchall()}  # fmt: skip
    assert {"63", "03"} <= flagged and len(flagged) < 12
    ((without,),) = con.execute(
        "SELECT valeur_effet FROM marts.effet_variantes WHERE definition_acceleration = 'STRICTE' AND territoire_en_cause = '63'"
    ).fetchall()
    assert log(without) == pytest.approx(0.075, abs=0.0006)


def test_what_cannot_be_known_is_said_and_no_rung_is_climbed(con):
    states = dict(
        con.execute(
            "SELECT condition_effet, etat_condition FROM marts.effet_conditions WHERE definition_acceleration = 'STRICTE'"
        ).fetchall()
    )
    assert states["son intervalle, dispersion comprise, ne contient pas 1"] == "NON_REMPLIE"
    assert states["aucun effet sur les attributions aux autres publics prioritaires"] == "INCONNUE"
    assert states["au moins trois années avant l’accélération"] == "NON_REMPLIE"
    assert list(states.values()).count("PERMANENTE") == 6


def test_the_checks_find_nothing_in_what_is_published(con, home: Home, catalogue):
    assert [r.id for name in MARTS for r in check_table(con, home, catalogue, name, "essai") if not r.passed] == []


@pytest.mark.parametrize(
    ("check", "change"),
    [
        ("EFF-01", "UPDATE marts.effet_conclusion SET conclusion_effet = 'HAUSSE_ASSOCIEE', conclusion_effet_libelle = 'hausse associée à la mise en œuvre accélérée'"),
        ("EFF-01", "UPDATE marts.effet_conclusion SET conclusion_effet_libelle = 'la mise en œuvre accélérée marche'"),
        ("EFF-02", "UPDATE marts.effet_conclusion SET conclusion_effet = 'PLUS_FORTE_HAUSSE'"),
        ("EFF-03", "UPDATE marts.effet_conclusion SET motif_effet = 'aucun'"),
        ("EFF-04", "UPDATE marts.effet_mesures SET effet_bas = 1.2 WHERE mesure_effet = 'EFFET_PLACEBOS'"),
        ("EFF-05", "UPDATE marts.effet_annees SET effet_haut = 0.1 WHERE annees_depuis_annonce = 1"),
        ("EFF-06", "UPDATE marts.effet_variantes SET p_effet = 1.2 WHERE nature_variante = 'FAUSSE_DATE'"),
        ("EFF-07", "UPDATE marts.effet_series SET indice_effet = 90 WHERE annee = 2017"),
        ("EFF-08", "UPDATE marts.effet_territoires SET premiere_annee_acceleration = NULL WHERE definition_acceleration = 'LARGE'"),
    ],
)  # fmt: skip
def test_a_check_fires_on_what_it_guards(con, home: Home, catalogue, check: str, change: str):
    con.execute("BEGIN")
    try:
        con.execute(change)
        results = [r for name in MARTS for r in check_table(con, home, catalogue, name, "essai")]
    finally:
        con.execute("ROLLBACK")
    assert check in {r.id for r in results if r.is_blocking_failure}


# --- départements compared fairly


@pytest.fixture(scope="module")
def compared(con, home: Home, catalogue) -> pl.DataFrame:
    """« comparaisons » from the public series; allocations are there and empty, as in a release that receives none."""
    policy, public = load_policy(FOLDER / "disclosure.yaml"), ("relogement_annuel", "territoires")
    list(build_models(con, home, catalogue, needed(*(f"marts.{name}" for name in public))))
    tables = {name: already_public(name, con.sql(f"FROM marts.{name}").pl(), policy) for name in public}
    family = next(family for family in policy.families if family.nom == "attributions")
    empty = {name: pl.DataFrame(schema=polars_schema(catalogue.table(f"marts.{name}"))) for name in family.tables}
    holds = pl.DataFrame(schema={"territoire": pl.String, "element": pl.String})
    tables |= protect_all(empty, policy, holds, read_memory(home, None), home, "essai").tables
    return compute_all(tables, policy, catalogue)[0]["comparaisons"].frame


def test_every_complete_year_of_the_series_is_compared(compared: pl.DataFrame):
    assert set(compared["mesure_comparee"]) == {"MENAGES_RELOGES"} and set(compared["niveau"]) == {"DEP"}
    told = dict(compared.drop_nulls("rapport").group_by("annee").len().rows())
    assert told == {2017: 99, 2018: 100, 2019: 100, 2020: 100, 2021: 100}


def test_the_dispersion_is_the_one_redone_by_hand(compared: pl.DataFrame):
    rows = compared.filter(niveau="DEP", annee=2021).to_dicts()
    common = sum(row["menages_observes"] for row in rows) / sum(row["base_comparaison"] for row in rows)
    pairs = [(row["menages_observes"], row["base_comparaison"] * common) for row in rows]
    z = sorted((sqrt(e) * log(o / e), e) for o, e in pairs)
    kept = z[10:-10]
    phi = sum(one**2 for one, _ in kept) / len(kept)
    weights = [e for _, e in kept]
    tau2 = (len(kept) * phi - len(kept) + 1) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    assert rows[0]["dispersion_phi"] == pytest.approx(phi, rel=0.03) and phi > 20
    assert rows[0]["dispersion_tau2"] == pytest.approx(tau2, rel=0.05)


def test_chance_alone_would_have_put_most_of_them_outside(compared: pl.DataFrame):
    rows = compared.filter(niveau="DEP", annee=2021).drop_nulls("rapport")
    chance = pl.col("menages_attendus").sqrt() * pl.col("rapport").log()
    by_chance = rows.filter(chance.abs() > 3.09).height
    outside = rows.filter(pl.col("position_entonnoir").is_in(["AU_DESSUS", "AU_DESSOUS"])).height
    assert by_chance > 60 and outside < 10


def test_peers_of_a_release_without_requests_share_their_population(compared: pl.DataFrame):
    rows = compared.filter(niveau="DEP", annee=2021).drop_nulls("groupe_pairs")
    assert rows.height >= 90 and rows["groupe_pairs"].str.contains("T").sum() == 0
    assert (rows["nb_pairs"] >= 5).all() and rows["regle_pairs"].str.starts_with("même niveau, ").all()
