"""Do the intervals of the effect of acceleration hold the truth as often as they announce? 200 panels of each law.

Run: `python -m tests.benchmarks.effect [panels] [first seed]`. Prints a table in markdown: for each law and each way of making the
interval, how often it holds the true effect, how often it leaves 0 out (power, or false alarms without effect), its
median width. `tests.benchmarks.effect_worlds` does the same on demo worlds, `effect_real` on the open series.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # small arrays: threads only get in each other's way

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import log

import numpy as np
import polars as pl

from observatory.indicators.effect.event_study import event_study
from observatory.indicators.effect.inference import by_clusters, by_placebos, by_wild_bootstrap
from observatory.indicators.effect.placebo import placebos
from observatory.indicators.effect.pretrend import pretrend
from observatory.indicators.effect.ratio import panel_ratio
from tests.benchmarks.effect_panels import Drawn, Law, draw_panel

PANELS = 200
LAWS = {
    "40 territoires, 4 + 4 accélérés": Law(),
    "les mêmes, sans effet": Law(effect=(0.0,)),
    "24 territoires, 3 + 3, petits (25 ménages)": Law(territories=24, waves=((2018, 3), (2020, 3)), households=25),
    "24 territoires, petits, sans effet": Law(
        territories=24, waves=((2018, 3), (2020, 3)), households=25, effect=(0.0,)
    ),
    "60 territoires, 6 + 6, quatre fois plus grands": Law(territories=60, waves=((2018, 6), (2020, 6)), larger=4),
    "40 territoires, 2 + 2": Law(waves=((2018, 2), (2020, 2))),
    "40 territoires, 1 + 1": Law(waves=((2018, 1), (2020, 1))),
    "40 territoires, 16 + 4 (24 jamais)": Law(waves=((2018, 16), (2020, 4))),
    "territoires qui dérivent (0,25, mémoire 0,7)": Law(territorial=0.25, memory=0.7),
    "territoires qui dérivent, sans effet": Law(territorial=0.25, memory=0.7, effect=(0.0,)),
}
METHODS = {
    "grappes (CV3)": by_clusters,
    "bootstrap sauvage des scores": by_wild_bootstrap,
    "placebos": by_placebos,
    "placebos, référence : tout l’avant": partial(by_placebos, reference="avant"),
}
RATIO = "rapport de rapports (étape 2)"


@dataclass(frozen=True)
class Told:
    """An interval of the log effect, and the truth it aims at."""

    method: str
    low: float | None
    high: float | None
    value: float
    truth: float

    @property
    def holds(self) -> bool:
        return self.low <= self.truth <= self.high

    @property
    def alarms(self) -> bool:
        return self.low > 0 or self.high < 0


def told(drawn: Drawn, draws: int) -> list[Told]:
    """What each method says of one panel."""
    panel, truth, found = drawn.panel, drawn.truth, []
    for name, method in METHODS.items():
        one = method(panel) if method is by_clusters else method(panel, draws=draws)
        found.append(Told(name, one.low, one.high, one.value, truth))
    ratio = panel_ratio(panel, int(panel.years[0]), int(panel.years[-1]))
    found.append(Told(RATIO, log(ratio.low), log(ratio.high), log(ratio.value), drawn.truth_at_last))
    return found


def of_law(law: Law, panels: int = PANELS, first: int = 0, draws: int = 999) -> list[Told]:
    """What each method says of the panels of a law."""
    return [one for seed in range(first, first + panels) for one in told(draw_panel(law, seed), draws)]


def rows(label: str, found: list[Told]) -> list[dict]:
    """One row per method."""
    lines = []
    for method in dict.fromkeys(one.method for one in found):
        known = [one for one in found if one.method == method and one.low is not None]
        if not known:
            continue
        lines.append(
            {
                "loi": label,
                "intervalle": method,
                "panels": len(known),
                "couverture (%)": 100 * float(np.mean([one.holds for one in known])),
                "exclut 0 (%)": 100 * float(np.mean([one.alarms for one in known])),
                "largeur médiane": float(np.median([one.high - one.low for one in known])),
                "biais": float(np.mean([one.value - one.truth for one in known])),
            }
        )
    return lines


def pretrend_alarms(law: Law, panels: int = PANELS, first: int = 0, draws: int = 999) -> float:
    """How often (%) the test of the years before falls under p = 0,10."""
    found = []
    for seed in range(first, first + panels):
        panel = draw_panel(law, seed).panel
        found.append(pretrend(panel, event_study(panel), placebos(panel, draws=draws)).p)
    return 100 * float(np.mean([p < 0.10 for p in found]))


def shown(lines: list[dict]) -> str:
    """The table in markdown."""
    with pl.Config(
        tbl_formatting="MARKDOWN", tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True, tbl_cols=-1,
        tbl_rows=-1, tbl_width_chars=400, fmt_str_lengths=80, float_precision=3,
    ):  # fmt: skip
        return str(pl.DataFrame(lines))


def main(panels: int = PANELS, first: int = 0) -> None:
    """Print the tables."""
    drifting = Law(effect=(0.0,), drift=0.08)
    with ProcessPoolExecutor(2) as pool:
        told_of = {label: pool.submit(of_law, law, panels, first) for label, law in LAWS.items()}
        alarms = {
            label: pool.submit(pretrend_alarms, law, panels, first)
            for label, law in (("sans écart avant", Law()), ("+8 % par an avant, sans effet", drifting))
        }
        print(shown([line for label, one in told_of.items() for line in rows(label, one.result())]))
        print(shown([{"loi": label, "p < 0,10 (%)": one.result()} for label, one in alarms.items()]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
