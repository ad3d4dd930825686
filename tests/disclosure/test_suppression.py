"""Suppression: published optima, three methods that agree, patterns attacked by code written apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observatory.disclosure import Dimension, DisclosureError, Policy, Table, protect, suppression_attack
from observatory.disclosure.attack import Attacker, Knowledge
from observatory.disclosure.inventory import Inventory, take_inventory
from observatory.disclosure.suppression import Limits, Suppression, suppress
from observatory.disclosure.suppression_movement import Movement
from tests.disclosure.cases import case, linked, two_way, vignette

METHODS = ("compact", "coupes", "heuristique")
SIGNED = Policy("1", "Une équipe", "2026-11-23")


def problem(dimensions, frame: pl.DataFrame) -> tuple[Inventory, list[str]]:
    names = tuple(dimension.name for dimension in dimensions)
    found = take_inventory([Table("t", frame, names, ("courant",))], list(dimensions), SIGNED)
    return found, ["|".join(codes) for codes in found.cells.select(names).iter_rows()]


def chosen(names: list[str], cells) -> np.ndarray:
    return np.isin(names, list(cells))


def attacked(found: Inventory, pattern: Suppression, cells: np.ndarray, up: np.ndarray | None = None) -> list[float]:
    """Widths that a reader is left with, by the audit's own attacker."""
    equations, a = found.relations.equations, found.values.astype(float)
    most = np.inf if up is None else a + up
    zero = np.zeros(equations.m)
    reader = Attacker(
        Knowledge(
            np.where(pattern.hidden, 0.0, a), np.where(pattern.hidden, most, a),
            equations.starts, equations.index, equations.value, zero, zero,
        )
    )  # fmt: skip
    bounds = [reader.interval(int(cell)) for cell in np.flatnonzero(cells)]
    return [high - low for low, high in bounds]


@pytest.mark.parametrize("width", [1, 5, 10, 12])
@pytest.mark.parametrize("method", ["compact", "coupes"])
def test_a_two_way_table_hides_the_published_cells(shared: Path, width: int, method: str):
    text = case(shared, "region_gender")
    found, names = problem(*two_way(text["input"]))
    pattern = suppress(found.values, found.relations.equations, chosen(names, ["A|female"]), width=width, method=method)
    assert {names[i] for i in np.flatnonzero(pattern.secondary)} == set(text["expected"]["secondary"])
    assert (pattern.cost, pattern.bound, pattern.gap) == (text["expected"]["secondary_cost"], 40, 0)


@pytest.mark.parametrize("method", METHODS)
def test_one_more_cell_closes_the_hidden_combination(shared: Path, method: str):
    text = case(shared, "hidden_combination")
    found, names = problem(*two_way(text["input"]))
    primary = chosen(names, text["input"]["primary"])
    pattern = suppress(found.values, found.relations.equations, primary, width=1, method=method)
    assert [names[i] for i in np.flatnonzero(pattern.secondary)] == text["expected"]["secondary"]
    assert pattern.cost == text["expected"]["secondary_cost"] and pattern.bound <= 31


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("width", [5, 6])
def test_three_geographies_are_protected_together(shared: Path, width: int, method: str):
    text = case(shared, "linked_geographies")
    found, names = problem(*linked(text["input"], list(text["input"]["geographies"])))
    expected = text["expected"][f"suppression_width_{width}"]
    pattern = suppress(
        found.values, found.relations.equations, chosen(names, text["input"]["primary"]), width=width, method=method
    )
    assert sorted(names[i] for i in np.flatnonzero(pattern.secondary)) == expected["secondary"]
    assert pattern.cost == expected["secondary_cost"]


@pytest.mark.parametrize("method", METHODS)
def test_a_single_contributor_does_not_unmask_the_other(shared: Path, method: str):
    counts = case(shared, "singletons")["input"]["cells"]
    frame = pl.DataFrame({"poste": list(counts), "nombre": list(counts.values())})
    found, names = problem((Dimension.flat("poste", "total", ["a", "b", "c", "d"]),), frame)
    primary, keep = chosen(names, ["a", "c"]), chosen(names, ["d", "total"])
    options = {"width": 2, "keep": keep, "method": method}
    alone = suppress(found.values, found.relations.equations, primary, **options)
    assert not alone.secondary.any()
    known = np.flatnonzero(primary).tolist()
    informed = suppress(found.values, found.relations.equations, primary, known=known, **options)
    assert [names[i] for i in np.flatnonzero(informed.secondary)] == ["b"]


@pytest.mark.parametrize("width", [1, 5])
def test_the_optimum_of_168_cells_is_proved_and_resists(shared: Path, width: int):
    text = case(shared, "vignette_168")["expected"]["suppression"]
    found, _ = problem(*vignette(shared))
    assert (found.n, found.relations.equations.m) == (168, 122)
    primary = (found.values > 0) & (found.values <= 10)
    pattern = suppress(found.values, found.relations.equations, primary, width=width)
    assert (pattern.cost, pattern.bound, pattern.method) == (text["secondary_cost"], 354, "coupes")
    assert pattern.secondary.sum() == text["n_secondary"]
    assert min(attacked(found, pattern, primary)) >= 5


def test_out_of_time_a_pattern_holds_and_says_how_far_it_may_be(shared: Path):
    found, _ = problem(*vignette(shared))
    primary = (found.values > 0) & (found.values <= 10)
    pattern = suppress(found.values, found.relations.equations, primary, width=5, limits=Limits(rounds=0))
    assert pattern.method == "heuristique" and pattern.bound <= 354 <= pattern.cost
    assert pattern.gap == pytest.approx((pattern.cost - pattern.bound) / pattern.cost)
    assert min(attacked(found, pattern, primary)) >= 5


def test_what_must_stay_visible_may_make_it_impossible(shared: Path):
    found, names = problem(*two_way(case(shared, "region_gender")["input"]))
    primary = chosen(names, ["A|female"])
    for method in METHODS:
        with pytest.raises(DisclosureError, match="Aucun masquage ne protège"):
            suppress(found.values, found.relations.equations, primary, width=5, keep=~primary, method=method)


SMALL = {"rows": ["A", "B"], "columns": ["x", "y"], "cells": {"A": {"x": 3, "y": 9}, "B": {"x": 8, "y": 7}}}


def test_an_attack_that_is_not_decided_protects_nothing(monkeypatch):
    """The solver stopped before the end: the release is refused, whatever it had found so far."""
    found, names = problem(*two_way(SMALL))
    primary = chosen(names, ["A|x"])
    made = suppression_attack.deviations

    def hurried(of):
        model = made(of)
        model.setOptionValue("simplex_iteration_limit", 0)
        return model

    monkeypatch.setattr(suppression_attack, "deviations", hurried)
    for method in ("coupes", "heuristique"):
        with pytest.raises(DisclosureError, match="menée à son terme"):
            suppress(found.values, found.relations.equations, primary, width=5, method=method)


def test_a_pattern_found_too_weak_is_refused_and_not_shown_again(monkeypatch):
    found, names = problem(*two_way(SMALL))
    monkeypatch.setattr(Movement, "cells", lambda self, scenario, hidden: hidden & False)
    with pytest.raises(DisclosureError, match="Aucun masquage ne protège"):
        suppress(found.values, found.relations.equations, chosen(names, ["A|x"]), width=5, method="heuristique")


@st.composite
def tables(draw):
    shape = [draw(st.integers(2, 3)) for _ in range(draw(st.integers(1, 2)))]
    dimensions = [
        Dimension.flat(name, "T", [f"{name}{i}" for i in range(n)]) for name, n in zip("ab", shape, strict=False)
    ]
    counts = np.array(draw(st.lists(st.integers(0, 25), min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))))
    cube = counts.reshape(shape)
    for axis in range(len(shape)):
        cube = np.concatenate([cube, cube.sum(axis=axis, keepdims=True)], axis=axis)
    codes = [[*dimension.relations[0].parts, "T"] for dimension in dimensions]
    rows = [(*(codes[i][p] for i, p in enumerate(at)), int(cube[at])) for at in np.ndindex(*cube.shape)]
    return dimensions, pl.DataFrame(rows, schema=[*(d.name for d in dimensions), "nombre"], orient="row")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tables(), st.integers(1, 8))
def test_the_methods_agree_on_random_tables(table, width):
    found, _ = problem(*table)
    equations, primary = found.relations.equations, (found.values > 0) & (found.values < 5)
    best = {m: suppress(found.values, equations, primary, width=width, method=m) for m in METHODS}
    assert best["compact"].cost == best["coupes"].cost == best["compact"].bound == best["coupes"].bound
    assert best["heuristique"].bound <= best["coupes"].cost <= best["heuristique"].cost
    up = np.maximum(2 * found.values, found.values + 20)
    for pattern in best.values():
        assert all(left >= width - 1e-6 for left in attacked(found, pattern, primary, up))
    again = suppress(found.values, equations, primary, width=width, method="coupes")
    assert (again.hidden == best["coupes"].hidden).all()


# --- as part of a protection


def test_exact_totals_with_hidden_cells_and_their_states(shared: Path):
    dimensions, frame = two_way(case(shared, "region_gender")["input"])
    table = Table("t", frame, ("ligne", "colonne"), ("courant",))
    protection = protect([table], dimensions, SIGNED, method="suppression")
    shown = frame.rename({"nombre": "vrai"}).join(protection.tables["t"].frame, on=["ligne", "colonne"])
    hidden = shown.filter(pl.col("statut_valeur") == "MASQUE")
    assert ("A", "female") in hidden.select("ligne", "colonne").rows() and hidden["nombre"].is_null().all()
    visible = shown.filter(pl.col("statut_valeur") != "MASQUE")
    assert (visible["nombre"] == visible["vrai"]).all() and protection.audit.passed
    assert protection.summary[0]["nb_masquees"] == hidden.height


def test_the_growth_between_two_releases_is_hidden_too(shared: Path):
    text = case(shared, "successive_releases")["input"]
    postes = Dimension.flat("poste", "total", ["a", "b", "c"])

    def release(values: dict, past=()):
        frame = pl.DataFrame(
            {"poste": ["a", "b", "c", "total"], "nombre": [values[p] for p in ("a", "b", "c", "total")]}
        )
        return protect([Table("cumul", frame, ("poste",), ("courant",))], [postes], SIGNED, past, method="suppression")

    first = release(text["release_1"])
    assert set(first.tables["cumul"].frame["statut_valeur"]) == {"PUBLIE"}
    second = release(text["release_2"], [first.memory("1")]).tables["cumul"].frame
    states = dict(second.select("poste", "statut_valeur").iter_rows())
    assert states == {"a": "MASQUE", "b": "PUBLIE", "c": "MASQUE", "total": "PUBLIE"}


def test_small_values_of_a_sensitive_class_are_hidden_after_rounding_with_others(shared: Path):
    dimensions, frame = vignette(shared)
    protection = protect([Table("t", frame, ("v1", "v2", "v3"), ("sensible",))], dimensions, SIGNED)
    shown = frame.rename({"nombre": "vrai"}).join(protection.tables["t"].frame, on=["v1", "v2", "v3"])
    hidden = shown.filter(pl.col("statut_valeur") == "MASQUE")
    assert shown.filter(pl.col("vrai") < 11, pl.col("statut_valeur") != "MASQUE", pl.col("nombre") < 15).is_empty()
    assert hidden.height > shown.filter(pl.col("vrai") < 7).height, "d’autres sont masquées avec elles"
    behind = protection.audit.intervals.filter(pl.col("variante") == "masque")
    assert behind.height > 0 and ((behind["haut"] - behind["bas"]) >= 10).all()
