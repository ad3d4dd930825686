"""The maps of a release: drawn when figures and outlines are there, else a sentence says what to drop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.publication.maps import draw_maps
from observatory.publication.site import build_site
from observatory.publication.tables import Tables
from tests.publication import small


def tables(**changes: pl.DataFrame) -> Tables:
    frames = {name: frame for name, frame in (small.frames() | changes).items() if frame is not None}
    return Tables(small.protected(frames))


def test_a_release_with_outlines_has_its_maps_by_departement_and_region_and_of_the_programme():
    maps = draw_maps(tables())
    assert [figure.id for figure in maps.figures] == [
        "carte-relogement-dep",
        "carte-relogement-reg",
        "carte-logement-dabord",
    ]
    assert maps.missing == ()


def test_a_rate_map_is_of_the_last_complete_year_and_says_its_population():
    figure = draw_maps(tables()).figures[0]
    assert figure.title.endswith("par département, en 2020")
    assert {row[0]: row[2] for row in figure.rows} == {"07": 0.6, "75": 10.0, "976": None}
    assert "population municipale en vigueur en 2025" in figure.note and "Contours\u00a0: IGN" in figure.note
    assert figure.source == "Source\u00a0: Dihal, Baromètre (Licence Ouverte 2.0)."


def test_regions_are_made_of_their_departements():
    figure = draw_maps(tables()).figures[1]
    assert [row[:3] for row in figure.rows] == [("11", "Île-de-France", 42.3)]


def test_a_break_of_the_year_is_said_with_its_territories():
    frames = small.frames()
    rows = [("REL-05", "relogement_annuel", "DEP", "75", date(2020, 12, 31), "RUPTURE", 486, "Le total double.")]
    notes = pl.concat(
        [frames["avertissements"], pl.DataFrame(rows, schema=frames["avertissements"].schema, orient="row")]
    )
    figure = draw_maps(tables(avertissements=notes)).figures[0]
    assert figure.caution == "Rupture probable avec l’année précédente\u00a0: Paris."


def test_without_outlines_the_page_says_what_to_drop():
    maps = draw_maps(tables(contours=None))
    assert maps.figures == ()
    assert (
        "Sans contours des départements, des régions et des EPCI" in maps.missing[0] and "incoming/" in maps.missing[0]
    )


def test_the_list_of_the_programme_says_how_many_laureates_it_lacks():
    assert "confirme 1\u00a0lauréat sur 23." in draw_maps(tables()).figures[2].note
    row = small.frames()["territoires_lda"]
    whole = pl.concat([row.with_columns(candidature_id=pl.lit(f"LDA2-{at}")) for at in range(23)])
    assert "incomplète" not in draw_maps(tables(territoires_lda=whole)).figures[2].note


def test_communes_of_the_programme_without_outlines_are_said():
    frames = small.frames()
    commune = frames["territoires_lda"].with_columns(niveau=pl.lit("COM"), territoire_code=pl.lit("75056"))
    programme = pl.concat([frames["territoires_lda"], commune])
    assert "Commune, 2e vague, 2021 (1)" in str(draw_maps(tables(territoires_lda=programme)).figures[2].plot)
    without = frames["contours"].filter(pl.col("niveau") != "COM")
    maps = draw_maps(tables(territoires_lda=programme, contours=without))
    assert "Sans contours des communes" in maps.missing[0] and "Sans contour\u00a0: Métropole" in maps.figures[2].note


def test_without_a_complete_year_the_page_says_so():
    frames = small.frames()
    partial = frames["relogement_annuel"].with_columns(nb_personnes_pour_10000_hab=pl.lit(None, pl.Float64))
    maps = draw_maps(tables(relogement_annuel=partial))
    assert [figure.id for figure in maps.figures] == ["carte-logement-dabord"]
    assert any("Aucune année complète" in sentence for sentence in maps.missing)


@pytest.mark.parametrize(
    "absent", ["contours", "relogement_annuel", "territoires_lda", "territoires", "avertissements"]
)
def test_a_missing_table_never_stops_the_site(absent: str, tmp_path: Path):
    build_site(tmp_path, small.protected({n: f for n, f in small.frames().items() if n != absent}), None)
    assert (tmp_path / "site" / "cartes.html").exists()


def test_fictional_maps_say_so_and_credit_no_official_outline():
    frames = small.frames(is_fictional=True)
    for figure in draw_maps(Tables(small.protected(frames))).figures:
        assert figure.est_fictif and "IGN" not in figure.note and "17 lauréats" not in figure.note
