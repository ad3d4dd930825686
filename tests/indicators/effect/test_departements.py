"""Which départements are accelerated: in whole, in part, or by their main city."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from observatory.indicators.effect.departements import departement_groups

WAVE_1, WAVE_2 = date(2018, 3, 30), date(2021, 1, 28)
COMMUNES = pl.DataFrame(
    [("A1", "A", "a", 50), ("A2", "A", "b", 90), ("B1", "B", "c", 10), ("C1", "C", "d", 70), ("C2", "C", "d", 9),
     ("D1", "D", "e", 5), ("D2", "D", "f", 80)],
    orient="row", schema=["commune_code", "departement_code", "epci_code", "pop_municipale"],
)  # fmt: skip


def groups(*laureates):
    found = departement_groups(
        pl.DataFrame(laureates, orient="row", schema=["niveau", "territoire_code", "date_annonce"]), COMMUNES
    )
    return {row[0]: row[1:] for row in found.rows()}


def test_whole_part_and_main_city():
    found = groups(("DEP", "C", WAVE_2), ("COM", "C1", WAVE_1), ("SIREN_EPCI", "b", WAVE_1), ("COM", "D1", WAVE_2))
    assert found["C"] == (2021, 2018, False), "la ville d’abord, le département ensuite"
    assert found["A"] == (None, 2018, True), "sa plus grande commune l’est"
    assert found["D"] == (None, None, True), "une petite seulement"
    assert found["B"] == (None, None, False)


def test_a_departement_of_one_commune_is_accelerated_with_it():
    assert groups(("COM", "B1", WAVE_2))["B"] == (2021, 2021, False)


@pytest.fixture(scope="module")
def real(shared):
    from tests.benchmarks.effect_real import real_panels

    return real_panels(shared)


def test_the_real_departements(real):
    strict, large = real["stricte"], real["large"]
    first = dict(zip(strict.territories, strict.first, strict=True))
    assert {code for code, year in first.items() if year == 2018} == {"25", "33", "62", "63", "72", "93"}
    assert {code for code, year in first.items() if year == 2021} == {"18", "58", "75", "974"}
    assert "69" not in first and "38" not in first, "en partie : dans aucun groupe"
    wide = dict(zip(large.territories, large.first, strict=True))
    assert wide["69"] == wide["38"] == wide["59"] == 2018 and wide["13"] == 2021 and len(wide) == 100
    assert not {"22", "2A", "972"} & {code for code, year in wide.items() if year < 3000}, "pas leur ville principale"


def test_the_real_series_establishes_no_difference(real):
    """What the open series allows to say, with either definition."""
    from observatory.indicators.effect.evaluation import evaluate

    for panel, ratio in ((real["stricte"], 1.0791), (real["large"], 1.0514)):
        found = evaluate(panel, breaks=["63"], draws=499)
        assert found.verdict.sentence == "pas de différence établie"
        assert found.ratio.value == pytest.approx(ratio, abs=5e-4) and not found.effects[0].excludes_zero
        assert found.before.untestable == (2018,)
