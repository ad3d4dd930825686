"""HiGHS, silent and deterministic: one thread, one seed, no gap allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import highspy

SEED = 20260122


def new_model(**options: Any) -> highspy.Highs:
    """An empty model with the options of the house, and `options` over them.

    The class behind `highspy.Highs` is used: the public one prints a banner before it can be told to be silent.
    """
    from highspy import _core

    model = _core._Highs()
    house = {"output_flag": False, "threads": 1, "random_seed": SEED, "mip_rel_gap": 0.0}
    for name, value in (house | options).items():
        model.setOptionValue(name, value)
    return model
