"""Aalen–Johansen against published and worked cases, 1 − Kaplan–Meier as the wrong answer, and the coverage of the band."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from observatory.indicators.incidence import cumulative_incidence, occupation

WORKED = [
    (0, 30, "LOGEMENT"), (0, 45, "SANS_NOUVELLES"), (0, 60, "LOGEMENT"), (20, 60, "HEBERGEMENT_STABLE"), (30, 90, "LOGEMENT"),
    (40, 120, None), (50, 90, "SANS_NOUVELLES"), (60, 150, "LOGEMENT"), (0, 90, None), (100, 200, None),
]  # fmt: skip


def columns(rows):
    return [list(column) for column in zip(*rows, strict=True)]


def test_the_worked_case_with_late_entries_to_the_fraction():
    entry, leave, issue = columns(WORKED)
    points = cumulative_incidence(entry, leave, issue, [30, 60, 90, 150], least=1, draws=100)
    housed = {point.horizon: point.value for point in points if point.issue == "LOGEMENT"}
    expected = {30: Fraction(1, 5), 60: Fraction(14, 45), 90: Fraction(2, 5), 150: Fraction(8, 15)}
    assert housed == pytest.approx({at: float(value) for at, value in expected.items()}, abs=1e-12)
    curve = occupation(entry, leave, ["debut"] * len(entry), issue, "debut")
    last = dict(zip(curve.states, curve.probability[-1], strict=True))
    assert last["LOGEMENT"] == pytest.approx(8 / 15, abs=1e-12) and sum(last.values()) == pytest.approx(1, abs=1e-12)


def test_the_other_exits_as_censoring_overstate():
    entry, leave, issue = columns(WORKED)
    alone = [one if one == "LOGEMENT" else None for one in issue]
    (wrong,) = cumulative_incidence(entry, leave, alone, [150], least=1, draws=100)
    assert wrong.value == pytest.approx(11 / 15, abs=1e-12)


def test_states_that_people_come_back_to(shared: Path):
    case = json.loads((shared / "reference_tests/survival/aalen_johansen_mstate.json").read_text())
    given, expected = case["input"], case["expected"]
    now, rows = {}, []
    for person, start, stop, state in given["rows"]:
        target = None if state == "censor" else state
        rows.append((start, stop, now.get(person, given["initial_state"]), target))
        now[person] = target
    start, stop, origin, target = columns(rows)
    curve = occupation(start, stop, origin, target, given["initial_state"])
    at = [curve.states.index(state) for state in expected["columns"]]
    for step in expected["steps"]:
        row = np.searchsorted(curve.times, step["time"], "right") - 1
        told = [float(Fraction(part)) for part in step["p"]]
        assert curve.probability[row, at] == pytest.approx(told, abs=1e-12)
        if step["transitions"]:
            assert curve.at_risk[row, at].tolist() == step["n_risk"]


def test_one_exit_alone_is_the_complement_of_the_published_survival(shared: Path):
    folder = shared / "reference_tests/survival"
    rows = list(csv.DictReader((folder / "km_aml.csv").open()))
    expected = list(csv.DictReader((folder / "km_aml_expected.csv").open()))
    for group in ("Maintained", "Nonmaintained"):
        mine = [row for row in rows if row["group"] == group]
        told = {float(row["time"]): float(row["survival"]) for row in expected if row["group"] == group}
        issue = ["FIN" if row["event"] == "1" else None for row in mine]
        curve = occupation([0] * len(mine), [float(row["time"]) for row in mine], ["debut"] * len(mine), issue, "debut")
        found = dict(zip(curve.times.tolist(), curve.probability[:, 0].tolist(), strict=True))
        assert found and found == pytest.approx({time: told[time] for time in found}, abs=1e-12)


def test_a_horizon_that_too_few_reach_is_not_told():
    entry, leave, issue = [0] * 60, [*range(1, 51), *[400] * 10], [*["LOGEMENT"] * 50, *[None] * 10]
    assert {point.horizon for point in cumulative_incidence(entry, leave, issue, [30, 365], draws=100)} == {30}
    assert cumulative_incidence([0] * 30, [100] * 30, [None] * 30, [30], draws=100) == []


@pytest.mark.parametrize("persons_alike", [1, 20])
def test_persons_who_are_alike_may_be_given_by_their_number(persons_alike: int):
    entry, leave, issue = columns(WORKED)
    nb = [persons_alike * rank for rank in range(1, len(entry) + 1)]
    listed = [
        [one for one, times in zip(column, nb, strict=True) for _ in range(times)] for column in (entry, leave, issue)
    ]
    grouped = cumulative_incidence(entry, leave, issue, [30, 60], nb, draws=200)
    assert grouped and grouped == cumulative_incidence(*listed, [30, 60], draws=200)
    shuffled = [column[::-1] for column in listed]
    assert grouped == cumulative_incidence(*shuffled, [30, 60], draws=200)
    assert all(point.low <= point.value <= point.high for point in grouped) and any(
        point.low < point.high for point in grouped
    )


def test_the_band_holds_the_truth_as_often_as_it_says():
    """Two exits at constant rates, censoring, late entries: 300 cohorts of 250 persons, 95 % announced."""
    housing, lost, horizon, held = 0.002, 0.003, 180, 0
    truth = housing / (housing + lost) * (1 - np.exp(-(housing + lost) * horizon))
    for seed in range(300):
        rng = np.random.default_rng(seed)
        exits = np.ceil(rng.exponential(1 / (housing + lost), 400))
        entry = np.where(rng.random(400) < 0.3, rng.integers(0, 60, 400), 0)
        seen = exits > entry
        cause = np.where(rng.random(400) < housing / (housing + lost), "LOGEMENT", "PERDU")[seen]
        censor = rng.integers(120, 500, 400)[seen]
        entry, exits = entry[seen], exits[seen]
        leave = np.minimum(exits, np.maximum(censor, entry + 1))
        issue = [
            one if out <= end else None
            for one, out, end in zip(cause, exits, np.maximum(censor, entry + 1), strict=True)
        ]
        points = cumulative_incidence(entry, leave, issue, [horizon], draws=200, seed=seed)
        point = next(one for one in points if one.issue == "LOGEMENT")
        held += point.low <= truth <= point.high
    assert 0.91 <= held / 300 <= 0.98
