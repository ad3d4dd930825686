"""The page on the accelerated territories: one sentence, never above its evidence; what is missing is said."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from observatory.publication.site import build_site
from tests.publication import small
from tests.publication.effect_tables import panel, tables


def page(folder: Path, rows: pl.DataFrame | None) -> str:
    """The words of the page, one space between them."""
    places = pl.DataFrame(
        [("DEP", f"{rank:02d}", f"Lieu-{rank:02d}", None, None, False) for rank in range(1, 41)],
        schema=small.frames()["territoires"].schema,
        orient="row",
    )
    given = {**small._meta(False), "territoires": places} | (tables(rows) if rows is not None else {})
    build_site(folder, small.protected(given), None)
    html = (folder / "site" / "acceleration.html").read_text(encoding="utf-8")
    html = re.sub(r"<script.*?</script>", " ", html, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").replace("&#8239;", " ")
    return re.sub(r"[\s\u00a0\u202f]+", " ", words)


@pytest.fixture(scope="module")
def risen(tmp_path_factory) -> str:
    """Six accelerated départements that rise by half, thirty that do not."""
    return page(tmp_path_factory.mktemp("hausse"), panel(6, 30, lift=1.5))


def test_the_sentence_comes_first_and_stops_where_the_source_stops(risen: str):
    """The rise is certain, but the series counts no other outcome: the ladder stops at the first rung."""
    assert risen.index("Plus forte hausse que dans le reste de la France.") < risen.index("Ce qui manque")
    assert "ne contient pas 1" in risen and "Pas de différence établie" not in risen
    assert "Les territoires ont été retenus sur leur motivation" in risen


def test_each_condition_has_its_state_and_what_is_not_known_is_not_met(risen: str):
    assert re.search(r"Aucun effet sur les attributions aux autres publics prioritaires \? inconnu", risen)
    assert re.search(r"Au moins trois années avant l’accélération ✓ oui", risen)
    assert "Ce que la source ne permet pas de vérifier compte comme non rempli" in risen


def test_threats_groups_and_the_method_are_on_the_page(risen: str):
    for words in ("Retour à la moyenne", "Covid", "Accélérés depuis 2020 (6)", "décision 0020", "Lieu-01"):
        assert words in risen


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (panel(2, 3), "3 territoires jamais accélérés : il en faut 8 au moins."),
        (panel(0, 30), "Aucun territoire accéléré n’est observé avant et après son annonce."),
        (panel(6, 30).with_columns(nb_menages=pl.col("nb_menages") // 300), "Moins de 20 ménages dans un groupe"),
        (panel(4, 0), "Aucun territoire jamais accéléré : il en faut 8 au moins."),
    ],
    ids=["peu d’autres", "aucun accéléré", "peu de ménages", "aucun autre"],
)
def test_a_panel_that_is_too_poor_says_what_is_missing_and_what_is_known(tmp_path: Path, rows, reason: str):
    said = page(tmp_path, rows)
    assert "Pas assez de territoires pour conclure." in said and reason in said
    assert "Rapport des deux hausses" not in said.split("Comment c’est calculé")[0]


def test_without_its_tables_the_page_says_which_files_it_asks_for(tmp_path: Path):
    assert "Cette publication ne mesure pas l’effet." in page(tmp_path, None)


def test_other_outcomes_and_all_allocations_are_only_more_rows():
    """A second source needs no other code: an exposure, and the placebo of another public."""
    homeless = panel(6, 30, lift=1.5).with_columns(nb_attributions=pl.lit(5_000.0), source_effet=pl.lit("SNE"))
    others = panel(6, 30, seed=8).with_columns(
        nb_attributions=pl.lit(5_000.0), source_effet=pl.lit("SNE"), publics_effet=pl.lit("DALO")
    )
    found = tables(pl.concat([homeless, others]))
    states = dict(found["effet_conditions"].select("condition_effet", "etat_condition").rows())
    assert states["aucun effet sur les attributions aux autres publics prioritaires"] == "REMPLIE"
    assert "HAUSSE_ACCELERES_PART" in found["effet_mesures"]["mesure_effet"]
    assert found["effet_variantes"].filter(pl.col("nature_variante") == "FAUX_PUBLIC")[
        "variante_libelle"
    ].to_list() == ["DALO"]
    assert found["effet_conclusion"]["conclusion_effet"].to_list() == ["HAUSSE_IMPUTABLE"]
    assert found["effet_mesures"].equals(tables(pl.concat([homeless, others]))["effet_mesures"])


def test_two_sources_stand_one_after_the_other_and_never_mix(tmp_path: Path):
    both = pl.concat([panel(6, 30, lift=1.5), panel(2, 3).with_columns(source_effet=pl.lit("SNE"))])
    said = page(tmp_path, both)
    assert said.index("Plus forte hausse que dans le reste") < said.index("Pas assez de territoires pour conclure.")
    written = {path.stem for path in (tmp_path / "site" / "donnees").glob("acceleration-*")}
    assert {"acceleration-barometre-mesures", "acceleration-sne-courbes-stricte"} <= written
