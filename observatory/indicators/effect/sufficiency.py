"""Whether a panel holds enough territories for I17 to conclude anything at all: asked before any estimate."""

from __future__ import annotations

from observatory.indicators.effect.panel import Panel, is_treated_by
from observatory.indicators.effect.placebo import LEAST_CONTROLS
from observatory.indicators.effect.ratio import LEAST_HOUSEHOLDS
from observatory.indicators.effect.wording import SELECTION, Verdict

NOT_ENOUGH = "PAS_ASSEZ_DE_TERRITOIRES"
SENTENCE = "pas assez de territoires pour conclure"
NOBODY_ACCELERATED = "Aucun territoire accéléré n’est observé avant et après son annonce."


def what_is_missing(panel: Panel) -> str | None:
    """What keeps a panel from concluding, as a French sentence; None when it holds enough.

    Eight territories never accelerated at least, which placebos ask for, and 20 households at each end of each group
    (G5): under that, neither a ratio nor its dispersion means anything.
    """
    if not panel.cohorts:
        return NOBODY_ACCELERATED
    treated = is_treated_by(panel, int(panel.years[-1]))
    others = int((~treated).sum())
    if others < LEAST_CONTROLS:
        count = "Aucun territoire" if not others else f"{others} territoire" + "s" * (others > 1)
        return f"{count} jamais accéléré{'s' * (others > 1)}\u202f: il en faut {LEAST_CONTROLS} au moins."
    ends = (panel.counts[members][:, at].sum() for members in (treated, ~treated) for at in (0, -1))
    return (
        f"Moins de {LEAST_HOUSEHOLDS} ménages dans un groupe, au début ou à la fin."
        if min(ends) < LEAST_HOUSEHOLDS
        else None
    )


def no_verdict() -> Verdict:
    """The verdict of a panel that holds too little: no condition was looked at, the threats stand."""
    return Verdict(NOT_ENOUGH, SENTENCE, (), (), SELECTION)
