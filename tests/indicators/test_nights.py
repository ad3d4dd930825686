"""500 nights of worlds whose truth is known: intervals hold it as often as they say, cruder ones do not."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from observatory.demo.count_sheets import count_sheet
from observatory.demo.decoys import decoy_sheet
from observatory.demo.editions import CITIES, people, sectors
from observatory.demo.simulation import simulate
from tests.benchmarks import nights as proof
from tests.benchmarks.nights import Held, share_held


@pytest.fixture(scope="module")
def found() -> list[proof.Night]:
    return proof.nights()


def observed(held: list[Held], naive: bool = False) -> float:
    """Share of the intervals that hold their truth."""
    limits = np.array([h.naive if naive else (h.low, h.high) for h in held])
    return share_held(np.array([h.truth for h in held]), limits[:, 0], limits[:, 1])


def bias(held: list[Held]) -> float:
    truth = sum(h.truth for h in held)
    return sum(h.value for h in held) / truth - 1


def test_the_nights_are_those_of_the_sheets_of_the_world(found):
    assert len(found) == 500 and len({(n.edition.city, n.edition.night) for n in found}) >= 120
    assert {n.edition.city for n in found} == set(CITIES)
    world = simulate(*proof.WORLDS[0])
    for night in found[:3]:
        area = sectors(world, night.edition)
        sheet = count_sheet(night.edition, people(world, night.edition), area, decoy_sheet(world, night.edition, area))
        inside = sheet.filter(pl.col("est_hors_perimetre") == "N", pl.col("nb_personnes") > 0)
        mine = night.lines.filter(pl.col("nb_personnes") > 0)
        keys = ["secteur_id", "type_lieu", "strate", "couverture", "nb_personnes", "nb_groupes"]
        assert mine.select(keys).sort(keys).rows() == inside.select(keys).sort(keys).rows()
        assert set(night.lines["secteur_id"]) == set(area["secteur_id"])


def test_sectors_not_walked(found):
    held = proof.coverage_held(found)
    assert 0.93 <= observed(held) <= 0.97 and abs(bias(held)) < 0.01
    assert observed(held, naive=True) < observed(held) - 0.02, "le bootstrap par percentiles est trop étroit"
    assert all(h.low <= h.value <= h.high for h in held)


def test_persons_that_teams_missed(found):
    held = proof.detection_held(found)
    assert 0.93 <= observed(held) <= 0.97 and abs(bias(held)) < 0.02
    assert observed(held, naive=True) < 0.92, "sans l’aléa des personnes non vues"


def test_a_count_is_not_an_estimate_of_who_was_there(found):
    held = proof.count_held(found)
    assert observed(held) < 0.6 and bias(held) < -0.15
    assert observed(held, naive=True) < 0.05


def test_the_change_between_two_nights():
    held = proof.change_held()
    assert 0.93 <= observed(held) <= 0.97
    assert observed(held, naive=True) < 0.9, "des personnes en groupes ne sont pas une loi de Poisson"
