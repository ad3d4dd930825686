"""Controlled rounding: each count to one of its two nearest multiples of a base, every sum kept, as an exact program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.disclosure.system import Equations

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Rounding:
    values: np.ndarray
    status: str
    objective: float
    bound: float
    gap: float
    relaxed: np.ndarray


def round_counts(
    values, equations: Equations, *, base=5, weights=None, ties=None, fixed=None, free=None, exact=None,
    order=(), covers: Sequence[tuple[int, Sequence[int]]] = (), limits=None,
) -> Rounding:  # fmt: skip
    import highspy
    import numpy as np

    n = len(values)
    weights = np.ones(n) if weights is None else weights
    ties = np.zeros(n) if ties is None else ties
    free = np.zeros(n, bool) if free is None else free
    exact = np.zeros(n, bool) if exact is None else exact
    floor, rest = values // base, values % base
    low, high = floor.astype(float), floor + (rest > 0)
    if fixed is not None:
        low, high = np.where(fixed >= 0, fixed // base, low), np.where(fixed >= 0, fixed // base, high)
    cost = np.where(rest > 0, weights * (base - 2 * rest), 0.0) + ties / (2 * n)
    low, high = np.where(free, 0.0, low), np.where(free, np.inf, high)
    low, high = np.where(exact, values / base, low), np.where(exact, values / base, high)
    cost = np.where(free | exact, 0.0, cost)
    slack = np.zeros(equations.m)
    if equations.m:
        slack = np.where(np.logical_or.reduceat(exact[equations.index], equations.starts[:-1]), (base - 1) / base, 0.0)
    starts, index, value = equations.starts.tolist(), equations.index.tolist(), equations.value.tolist()
    lows, highs = (-slack).tolist(), slack.tolist()
    for a, b in np.asarray(order, dtype=int).reshape(-1, 2).tolist():
        index += [a, b]
        value += [1.0, -1.0]
        starts.append(len(index))
        lows.append(-np.inf)
        highs.append(0.0)
    for total, parts in covers:
        index += [total, *parts]
        value += [1.0] + [-1.0] * len(parts)
        starts.append(len(index))
        lows.append(-np.inf)
        highs.append(0.0)
    model = highspy.Highs()
    for key, val in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 20260122,
        "mip_rel_gap": 0.0,
        "time_limit": 60.0,
    }.items():
        model.setOptionValue(key, val)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, len(lows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, low.astype(float), high.astype(float)
    lp.row_lower_, lp.row_upper_ = np.array(lows), np.array(highs)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = np.array(starts), np.array(index), np.array(value)
    lp.integrality_ = [
        highspy.HighsVarType.kContinuous if f or e else highspy.HighsVarType.kInteger for f, e in zip(free, exact)
    ]
    model.passModel(lp)
    model.run()
    status = model.modelStatusToString(model.getModelStatus())
    if status not in ("Optimal", "Time limit reached"):
        return Rounding(values, "infaisable", 0.0, 0.0, 0.0, np.zeros(n, bool))
    found = np.array(model.getSolution().col_value)
    result = np.where(free, -1, np.where(exact, values, base * np.round(found))).astype(np.int64)
    total = float((weights * np.abs(result - values))[~free & ~exact].sum())
    return Rounding(result, "optimal" if status == "Optimal" else "borné", total, total, 0.0, np.zeros(n, bool))
