"""A good pattern without proof, for tables too large to solve: hide along the cheapest movement, then show what may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.suppression_attack import Attack
from observatory.disclosure.suppression_movement import Movement

if TYPE_CHECKING:
    import numpy as np

    from observatory.disclosure.suppression import Limits, Problem


def solve(problem: Problem, limits: Limits) -> tuple[np.ndarray, int]:
    """A pattern that protects every scenario, and the linear problems solved; DisclosureError when one cannot be.

    Secondary cells are shown again, costliest first, while the attack passes, as far as `limits.attacks` allows.
    """
    attack, movement, hidden = Attack(problem), Movement(problem), problem.forced.copy()
    for scenario in sorted(problem.scenarios, key=lambda one: (-problem.width[one[0]], one)):
        hidden |= movement.cells(scenario, hidden)
    _show_again(problem, attack, hidden, limits)
    return hidden, movement.nb_problems + attack.nb_problems


def _show_again(problem: Problem, attack: Attack, hidden: np.ndarray, limits: Limits) -> None:
    """Show each secondary cell that no attack needs hidden; only attacks that moved it are tried again.

    DisclosureError when the pattern protects too little before anything is shown.
    """
    import numpy as np

    from observatory.disclosure.suppression import impossible

    moves = attack.protects(hidden, range(len(problem.scenarios)))
    if moves is None:
        raise impossible()
    for cell in sorted(np.flatnonzero(hidden & ~problem.forced), key=lambda one: (-problem.cost[one], one)):
        if attack.nb_problems > limits.attacks:
            break
        hidden[cell] = False
        again = attack.protects(hidden, [number for number, moved in moves.items() if moved[cell]])
        hidden[cell] = again is None
        moves |= again or {}
