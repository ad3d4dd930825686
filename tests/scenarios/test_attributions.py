"""Rates of allocations recomputed from the lake, with no code of the models, and held against what the demo world did."""

from __future__ import annotations

from collections import Counter
from datetime import date

import duckdb
import polars as pl
import pytest

from observatory.demo.housing import COUNTED, allocations, background, located, p177_share
from observatory.home import Home
from observatory.sources.origins import origins_in_force
from tests.scenarios.attributions import CONTRACTS, YEARS, bring, drop, small_world

A, C, WIDE = ("SH", "HOT", "RHVS"), ("SD",), ("SQUAT", "CAMCAR")


@pytest.fixture(scope="module")
def world():
    return small_world()


@pytest.fixture(scope="module")
def built(world, catalogue, tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("attributions")).create()
    defects = drop(home, world)
    return home, defects, *bring(home, catalogue)


@pytest.fixture(scope="module")
def home(built) -> Home:
    return built[0]


def mart(home: Home, name: str, where: str = "true") -> pl.DataFrame:
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        return con.sql(f"SELECT * FROM {name} WHERE {where}").pl()


@pytest.fixture(scope="module")
def lake(home: Home) -> pl.DataFrame:
    """The rows of the lake, as first extracted, one row for each request, step and year."""
    rows = pl.read_parquet(home.lake / "sne_attribution" / "*.parquet").with_columns(
        annee=pl.col("date_etape").dt.year()
    )
    first = rows.filter(pl.col("date_extraction") == pl.date(pl.col("annee") + 1, 1, 20))
    return first.sort("date_etape").unique(["cle_numero_unique", "dep_logement", "etape", "annee"], keep="last")


@pytest.fixture(scope="module")
def happened(world) -> pl.DataFrame:
    """Every allocation of the world: `annee, commune_code, departement_code, modele_logement, est_dna`."""
    both = pl.concat([allocations(world).drop("menage_id", "etat"), background(world)], how="diagonal")
    return both.filter(pl.col("jour").cast(pl.Date).dt.year().is_between(*YEARS)).select(
        "modele_logement",
        "est_dna",
        annee=pl.col("jour").cast(pl.Date).dt.year(),
        commune_code=located(world, "commune_code"),
        departement_code=located(world, "departement_code"),
        epci_code=located(world, "epci_code"),
    )


def terms(rows: pl.DataFrame, *by: str) -> dict[tuple, tuple[int, int, int, int, int]]:
    """(key) → A, B, C, squat and camping, D."""
    model = pl.col("modele_logement")
    found = rows.group_by(*by).agg(
        model.is_in(A).sum(), (model.is_in(A) & pl.col("est_dna").fill_null(False)).sum().alias("b"),
        model.is_in(C).sum().alias("c"), model.is_in(WIDE).sum().alias("e"), pl.len().alias("d"),
    )  # fmt: skip
    return {tuple(row[: len(by)]): tuple(row[len(by) :]) for row in found.rows()}


def modelled(home: Home, level: str) -> dict[tuple, tuple]:
    """The same from the core, by territory and year; B is None where it is not deduced."""
    frame = mart(home, "core.attributions", f"niveau = '{level}'")
    frame = frame.select(
        "territoire_code", "annee", "nb_heberges", "nb_dna", "nb_sans_abri", "nb_squat_camping", "nb_radiations"
    )
    return {tuple(row[:2]): tuple(row[2:]) for row in frame.rows()}


def test_every_file_is_received_and_every_row_typed(built):
    home, _, receipts, outcomes = built
    assert {one.statut for one in receipts} == {"recu"}
    assert all(one.is_kept and one.nb_quarantined == 0 for name in CONTRACTS for one in outcomes[name])
    parts = [origin.partition for origin in origins_in_force(home, "sne_attribution")]
    assert "2025-01-20-2024-Z22" in parts and "2025-07-01-2024-Z22" in parts, (
        "une part par extraction : rien ne remplace rien"
    )
    assert len(parts) == 8 * 2 + 1


def test_the_terms_recomputed_from_the_lake_are_those_of_the_models(home, lake):
    ends = lake.filter((pl.col("etape") == "RADIATION") & (pl.col("motif_radiation") == "RADATT"))
    assert modelled(home, "DEP") == terms(ends, "dep_logement", "annee")
    own = modelled(home, "COM")
    for key, (a, _, c, e, d) in terms(ends, "commune_logement_code", "annee").items():
        assert own.pop(key) == (a, None, c, e, d)
    assert set(own.values()) <= {(0, None, 0, 0, 0)}


def test_the_terms_are_those_of_what_happened_at_every_level(home, happened, world):
    assert modelled(home, "DEP") == terms(happened, "departement_code", "annee")
    for level, column in (("SIREN_EPCI", "epci_code"), ("COM", "commune_code")):
        own = modelled(home, level)
        for key, (a, _, c, e, d) in terms(happened, column, "annee").items():
            assert own[key] == (a, None, c, e, d)
    whole = mart(home, "marts.attributions", "niveau = 'FR'").sort("annee")
    assert whole["nb_radiations"].to_list() == happened.group_by("annee").len().sort("annee")["len"].to_list()
    for year, net in whole.select("annee", "part_nette_pct").rows():
        assert net == pytest.approx(100 * p177_share(world, year), abs=1e-9)


def test_accelerated_territories_are_the_union_of_their_communes(home, happened, world):
    inside = world.setting.accelerated.unique("commune_code")["commune_code"]
    counted = happened.filter(pl.col("modele_logement").is_in(COUNTED))
    union = (
        counted.filter(pl.col("commune_code").is_in(inside.implode()))
        .group_by("annee")
        .len()
        .sort("annee")["len"]
        .to_list()
    )
    groups = mart(home, "core.attributions", "niveau = 'GROUPE_COMMUNES'").sort("annee")
    found = {
        code: rows["nb_sans_domicile"].to_list()
        for (code,), rows in groups.group_by("territoire_code", maintain_order=True)
    }
    assert found["ZZ-LDA"] == union == [a + b for a, b in zip(found["ZZ-LDA1"], found["ZZ-LDA2"], strict=True)]
    every = counted.group_by("annee").len().sort("annee")["len"].to_list()
    assert [a + b for a, b in zip(found["ZZ-LDA"], found["ZZ-HORS-LDA"], strict=True)] == every


def test_a_cancelled_radiation_closes_its_row_and_leaves_the_year_as_it_was(built):
    home, defects, *_ = built
    (undone,) = (one["nombre"] for one in defects if one["defaut"] == "RADIATIONS_DISPARUES")
    closed = mart(home, "core.sne_etapes", "date_fin_validite IS NOT NULL")
    assert closed.height == undone > 0
    assert set(closed.select("dep_logement", "annee", "etape", "date_fin_validite").rows()) == {
        ("Z22", 2024, "RADIATION", date(2025, 7, 1))
    }
    row = mart(home, "core.attributions", "territoire_code = 'Z22' AND niveau = 'DEP' AND annee = 2024").to_dicts()[0]
    assert (row["date_extraction"], row["date_revision"]) == (date(2025, 1, 20), date(2025, 7, 1))
    assert row["nb_radiations"] - row["nb_radiations_revisees"] == undone


def test_steps_are_three_measures_and_a_second_number_is_never_merged_across_zones(home, lake):
    by_step = Counter(dict(lake.group_by("etape").len().rows()))
    whole = mart(home, "marts.attributions_elargies", "niveau = 'FR'")
    assert whole["nb_baux"].sum() == by_step["BAIL_SIGNE"]
    assert (
        whole["nb_attributions"].sum()
        == by_step["ATTRIBUTION_CALEOL"]
        > whole["nb_radiations"].sum()
        == by_step["RADIATION"]
    )
    people = mart(home, "core.attributions_menages", "etat = 'ARRETE'")
    assert not people.select("zone", "cle_numero_unique", "etape", "annee").is_duplicated().any()
    assert (people["zone"] == people["departement_code"]).all(), "hors Île-de-France, une zone par département"


def test_leases_of_the_first_quartile_delays_and_dalo_are_counted_again(home, lake):
    leases = lake.filter((pl.col("etape") == "BAIL_SIGNE") & (pl.col("qpv_code") == "ZUSNON"))
    by_epci = mart(home, "marts.attributions_premier_quartile", "niveau = 'DEP'")
    assert by_epci["nb_baux_hors_qpv"].sum() == leases.height
    assert by_epci["nb_baux_premier_quartile"].sum() == (leases["quartile_ressources"] == "1").sum() > 0
    assert by_epci["nb_baux_quartile_inconnu"].sum() == (leases["quartile_ressources"] == "NR").sum() > 0
    ends = lake.filter(pl.col("etape") == "RADIATION")
    told = dict(
        mart(home, "marts.attributions_ventilees", "niveau = 'FR'")
        .group_by("ventilation")
        .agg(pl.col("nb_radiations").sum())
        .rows()
    )
    assert told["DALO:RECONNU"] == ends["statut_dalo"].is_in(["ACTIF", "ACTREL"]).sum() > 0
    assert told["CONTINGENT:PPRIOR"] == (ends["type_reservataire"] == "PPRIOR").sum()
    day, asked = pl.col("date_etape"), pl.col("date_depot")
    full = {n: ends.filter(asked.dt.offset_by(f"{n}y") <= day).height for n in (1, 2, 3)}
    assert told["DELAI:36_MOIS_PLUS"] == full[3] and told["DELAI:24_35_MOIS"] == full[2] - full[3]
    assert told["DELAI:MOINS_12_MOIS"] == ends.height - full[1]


def test_requests_are_counted_on_the_wished_territory_between_the_bounds_of_the_masks(built, home):
    _, defects, *_ = built
    rows = pl.read_parquet(home.lake / "sne_demande" / "*.parquet")
    masked = rows["nb_demandes_actives"].is_null()
    assert 0 < masked.sum() <= sum(one["nombre"] for one in defects if one["defaut"] == "EFFECTIF_MASQUE")
    assert (rows.filter(masked)["nb_demandes_actives_plafond"] == 4).all()
    one = rows.filter(
        (pl.col("territoire_code") == "Z00000011")
        & (pl.col("date_arrete") == date(2024, 12, 31))
        & pl.col("modele_demande").is_in([*A, *C])
    )
    told = mart(home, "marts.demandes_actives", "territoire_code = 'Z00000011' AND annee = 2024").to_dicts()[0]
    assert told["nb_demandes_sans_domicile"] == one["nb_demandes_actives"].sum()
    assert (
        told["nb_demandes_sans_domicile_haut"]
        == one["nb_demandes_actives"].sum() + one["nb_demandes_actives_plafond"].sum()
    )
    assert set(mart(home, "marts.demandes_actives")["niveau"]) == {"DEP", "SIREN_EPCI"}, "aucune somme de départements"
    some = mart(home, "marts.demandes_actives", "taux_satisfaction_pct IS NOT NULL")
    assert some.height and (some["nb_sans_domicile"] >= 20).all()


def test_places_are_those_of_the_files_and_leading_zeros_came_back(home):
    rows = pl.read_parquet(home.lake / "offre_places" / "*.parquet")
    assert rows.filter(pl.col("etablissement_id") != "AGREGAT")["etablissement_id"].str.contains(r"^00\d{7}$").all()
    opened = rows.filter((pl.col("nature_place") == "OUVERTE") & (pl.col("date_reference") == date(2025, 12, 31)))
    whole = mart(home, "marts.places", "niveau = 'FR' AND date_reference = '2025-12-31'")
    assert (
        whole["nb_ouvertes"].sum() == opened["nb_places"].sum()
        and whole["nb_occupees"].sum() == opened["nb_places_occupees"].sum()
    )
    targets = rows.filter((pl.col("nature_place") == "CIBLE") & (pl.col("date_reference") == date(2025, 12, 31)))[
        "nb_places"
    ].sum()
    assert whole["nb_cibles"].sum() == targets > whole["nb_ouvertes"].sum()
    assert (
        mart(home, "marts.places", "date_reference = '2025-09-30'")["nb_cibles"].null_count()
        == mart(home, "marts.places", "date_reference = '2025-09-30'").height
    )
