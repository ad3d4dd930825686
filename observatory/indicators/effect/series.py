"""What each group had year by year, as households and as indices: the raw curves beside the effect."""

from __future__ import annotations

from typing import Any

from observatory.indicators.effect.panel import Panel, is_treated_by
from observatory.indicators.effect.synthetic import Synthetic

BASE = 100.0


def group_series(panel: Panel) -> list[dict[str, Any]]:
    """Households of each year of the territories accelerated by the last one, then of the others; 100: the first year."""
    if not len(panel.years):
        return []
    treated = is_treated_by(panel, int(panel.years[-1]))
    rows = []
    for name, members in (("ACCELERES", treated), ("AUTRES", ~treated)):
        totals = panel.counts[members].sum(axis=0)
        for year, total in zip(panel.years, totals, strict=True):
            index = float(BASE * total / totals[0]) if totals[0] > 0 else None
            rows.append({"groupe": name, "annee": int(year), "territoire_code": None, "nb_menages": round(float(total)),
                         "indice": index, "nb_territoires": int(members.sum())})  # fmt: skip
    return rows


def synthetic_series(panel: Panel, control: Synthetic | None, territory: str | None) -> list[dict[str, Any]]:
    """The indices of a territory and of its synthetic control; 100: the mean of the years before."""
    if control is None or control.own is None:
        return []
    return [
        {"groupe": name, "annee": int(year), "territoire_code": territory, "nb_menages": None,
         "indice": float(BASE * value), "nb_territoires": nb}
        for name, values, nb in (("TERRITOIRE", control.own, 1), ("TEMOIN_COMPOSE", control.synthetic, len(control.weights)))
        for year, value in zip(panel.years, values, strict=True)
    ]  # fmt: skip
