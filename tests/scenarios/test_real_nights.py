"""The real published figures: the sums of the reference hold or fail as it says, and no forbidden change is computed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, open_for_build
from observatory.sources.intake import receive

MODELS = [
    "staging.ndls_chiffres_publies", "staging.ndls_edition", "staging.ndls_comptage_secteur", "staging.ndls_questionnaire",
    "staging.perimetre", "staging.cog_commune", "staging.cog_departement", "staging.cog_outremer", "staging.epci_commune",
    "staging.population_commune", "staging.cog_historique", "staging.cog_mouvement", "core.communes", "core.perimetres",
    "core.nuits_solidarite", "core.ndls_editions", "core.ndls_lignes", "core.ndls_lieux_declares",
    "core.nuits_editions_connues", "core.nuits_comparaisons", "core.nuits_lieux_publies", "core.sommes_ndls",
]  # fmt: skip


@pytest.fixture(scope="module")
def con(shared: Path, catalogue, tmp_path_factory):
    """The warehouse models of the nights on the real published figures."""
    home = Home(tmp_path_factory.mktemp("nuits")).create()
    receive(home, shared / "real" / "ndls" / "chiffres_publies_ndls.csv", catalogue)
    assert all(outcome.is_kept for outcome in refresh(home, catalogue, "ndls_chiffres_publies", "essai"))
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue, MODELS))
        yield con


@pytest.fixture(scope="module")
def reference(shared: Path) -> dict:
    return json.loads((shared / "reference_tests" / "ndls" / "accounting.json").read_text(encoding="utf-8"))["expected"]


def test_every_published_sum_of_the_reference_comes_out_as_it_says(con, reference, shared: Path):
    with (shared / "reference_tests" / "ndls" / "components.csv").open(encoding="utf-8") as lines:
        status = {row["case"]: row["statut_resultat"] for row in csv.DictReader(lines)}
    found = {
        (edition, version, total): (somme, ecart)
        for edition, version, total, somme, ecart in con.execute(
            "SELECT edition_id, statut_resultat, total, somme, ecart FROM core.sommes_ndls"
        ).fetchall()
    }
    # the register holds Paris 2025 with its street by difference, no total of Nice that mixes two populations, and for the
    # Métropole in 2022 a final total beside provisional parts, which are never put together
    apart = {"paris-2025-provisoire", "nice-2022", "mgp-2022-hors-paris"}
    for case in reference["totals"]:
        if case["id"] not in apart:
            key = case["edition_id"], status[case["id"]], case["total"]
            assert found.get(key) == (case["sum"], case["residual"]), case["id"]


def test_the_source_that_contradicts_itself_is_told_from_the_one_that_does_not_tell_all(con):
    verdicts = dict(
        con.execute(
            "SELECT edition_id || ' ' || total_code, verdict_somme FROM core.sommes_ndls WHERE verdict_somme <> 'JUSTE'"
        ).fetchall()
    )
    assert verdicts["33063_2022-01-20 total_publie"] == "INCOHERENT"
    assert verdicts["75056_2021-03-25 AGR_PARTENAIRES"] == "NON_VENTILE"
    assert verdicts["75056_2022-01-20 personnes_decomptees"] == "NON_VENTILE"


def test_a_series_takes_the_final_result_when_there_is_one(con, reference):
    kept = dict(
        con.execute(
            "SELECT year(date_nuit), total FROM core.nuits_editions_connues WHERE territoire_code = '75056'"
        ).fetchall()
    )
    for edition in reference["perimeter_and_revision"][-1]["editions"]:
        assert kept[edition["year"]] == edition["definitif"]


def test_paris_2018_and_2019_do_not_compare_nor_do_the_groups_of_the_metropole(con):
    (motif,) = con.execute(
        "SELECT motif_comparaison FROM core.nuits_comparaisons "
        "WHERE edition_avant = '75056_2018-02-15' AND edition_apres = '75056_2019-02-07'"
    ).fetchall()
    assert motif == ("PERIMETRE",)
    groups = con.execute(
        "SELECT count(*) FROM core.nuits_comparaisons WHERE niveau = 'GROUPE_COMMUNES' AND est_comparable"
    ).fetchall()
    assert groups == [(0,)], "cinq groupes de communes différents : aucune évolution"


def test_adults_and_persons_never_compare(con):
    (motif,) = con.execute(
        "SELECT motif_comparaison FROM core.nuits_comparaisons "
        "WHERE edition_avant = '31555_2024-01-25' AND edition_apres = '31555_2025-01-23'"
    ).fetchall()
    assert motif == ("UNITE",)


def test_a_change_is_only_allowed_between_two_januaries_of_one_perimeter_and_one_version(con):
    allowed = con.execute(
        "SELECT edition_avant, edition_apres FROM core.nuits_comparaisons WHERE est_comparable AND est_precedente"
    ).fetchall()
    assert ("75056_2025-01-23", "75056_2026-01-22") in allowed, "+10 %, publié"
    rows = con.execute(
        "SELECT count(*) FROM core.nuits_comparaisons AS c JOIN core.nuits_editions_connues AS a ON a.edition_id = c.edition_avant "
        "JOIN core.nuits_editions_connues AS b ON b.edition_id = c.edition_apres WHERE c.est_comparable AND (a.unite <> b.unite OR "
        "a.perimetre_code <> b.perimetre_code OR month(a.date_nuit) <> 1 OR month(b.date_nuit) <> 1 OR "
        "a.statut_resultat <> b.statut_resultat OR least(a.total, b.total) < 20)"
    ).fetchall()
    assert rows == [(0,)] and allowed
