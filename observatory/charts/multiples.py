"""The same curve for each territory inside another, on one scale: small multiples of the share of allocations."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from textwrap import wrap
from typing import Any

from observatory.charts.attributions import percent
from observatory.charts.attributions_rows import ROUNDING_NOTE, Terms, share, yearly_terms
from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, plural, sorting
from observatory.charts.style import BLUE, GREY, above, plot_text
from observatory.disclosure.protected import ProtectedTable

COLUMNS, PANEL = 3, 160  # panels on a line at most, and the height of each
MOST_PANELS = 24  # beyond, a panel is too small to be read: those with the most allocations are kept
NAME = 16  # characters of a line of the name above a panel, which has three: a third of a phone
Shares = dict[int, float]


def shares_inside(
    table: ProtectedTable | None, place: Place, inside: Sequence[Place], kind: str, credit: Credit
) -> Figure | None:
    """The gross share of allocations of each territory of `inside`, beside that of `place`, on one scale.

    `table`: the protected « attributions »; `kind`: what the territories are, in the plural (« départements »). None under two
    territories that have two years each.
    """
    if table is None:
        return None
    own = _shares(yearly_terms(require_protected(table), place))
    found = [(one, terms, _shares(terms)) for one in inside if (terms := yearly_terms(table, one))]
    told = [(one, terms, shares) for one, terms, shares in found if len(shares) > 1]
    if len(told) < 2 or len(own) < 2:
        return None
    kept = sorted(told, key=lambda one: -(one[1][-1].whole or 0))[:MOST_PANELS]
    panels = sorted(((one, shares) for one, _, shares in kept), key=lambda one: sorting(one[0].libelle))
    years = sorted({year for _, shares in panels for year in shares} | set(own))
    missing = len(inside) - len(told)
    left = [f"{plural(missing, kind.removesuffix('s'))} sans deux années à montrer"] if missing else []
    if len(told) > len(kept):
        left.append(f"{len(kept)} {kind} montrés sur {len(told)}, ceux qui attribuent le plus de logements")
    last = max(own)
    ends = sorted(shares[max(shares)] for _, shares in panels)
    return Figure(
        id=f"{place.slug}-attributions-dedans",
        title=f"{place.libelle}{NBSP}: part des attributions aux ménages sans domicile dans ses {kind}",
        subtitle=f"Part brute des radiations pour attribution, en{THIN}%, même échelle partout (en gris{NBSP}: {place.libelle})",
        source=credit.line,
        date=f"Années {years[0]} à {years[-1]}. Publié le {credit.date_publication}.",
        alt=f"Petites courbes, une par territoire. {place.libelle}{NBSP}: {percent(own[last])} en {last}. {len(panels)} {kind}, de "
        f"{percent(ends[0])} à {percent(ends[-1])} la dernière année connue.",
        plot=_plot(panels, own, years),
        header=("territoire", "année", "part brute, en %"),
        rows=tuple(
            (one.libelle, year, round(value, 1))
            for one, shares in [(place, own), *panels]
            for year, value in sorted(shares.items())
        ),
        note=f"Part brute, DNA non déduit, la seule connue partout. Sans intervalle{NBSP}: une courbe qui bouge sur peu d’attributions ne dit rien de sûr"
        f"{THIN}; les intervalles sont sur la page de chaque territoire. {ROUNDING_NOTE}"
        + (f" {'. '.join(left)}." if left else ""),
        place=place,
        est_fictif=place.est_fictif,
        height=24 + PANEL * ceil(len(panels) / COLUMNS),
    )


def _shares(terms: Sequence[Terms]) -> Shares:
    told = {one.year: share(one.gross, one.whole) for one in terms}
    return {year: value for year, value in told.items() if value is not None}


def _plot(panels: list[tuple[Place, Shares]], own: Shares, years: list[int]) -> dict[str, Any]:
    top = max(*own.values(), *(value for _, shares in panels for value in shares.values()))
    columns = min(COLUMNS, len(panels))
    lines = ceil(len(panels) / columns)
    layout: dict[str, Any] = {"margin": {"l": 40, "r": 10, "t": 8, "b": 22}, "annotations": []}
    traces = []
    for at, (one, shares) in enumerate(panels):
        line, column = divmod(at, columns)
        suffix = "" if at == 0 else str(at + 1)
        left, right = column / columns + 0.01, (column + 0.92) / columns
        bottom, high = 1 - (line + 0.9) / lines, 1 - (line + 0.34) / lines
        is_below = at + columns >= len(panels)
        layout[f"xaxis{suffix}"] = {
            "domain": [round(left, 4), round(right, 4)], "anchor": f"y{suffix}", "range": [years[0] - 0.4, years[-1] + 0.4],
            "tickvals": [years[0], years[-1]], "ticktext": [_short(years[0]), _short(years[-1])] if is_below else ["", ""],
            "tickfont": {"size": 12}, "tickangle": 0,
        }  # fmt: skip
        layout[f"yaxis{suffix}"] = {
            "domain": [round(bottom, 4), round(high, 4)], "anchor": f"x{suffix}", "range": [0, above(top, 1.1)], "nticks": 3,
            "ticksuffix": f"{THIN}%", "showticklabels": column == 0, "tickfont": {"size": 12},
        }  # fmt: skip
        layout["annotations"].append(
            {
                "xref": "paper", "yref": "paper", "x": round(left, 4), "y": round(high, 4), "xanchor": "left", "yanchor": "bottom",
                "showarrow": False, "align": "left", "text": _named(one.libelle), "font": {"size": 12},
            }
        )  # fmt: skip
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        traces += [_curve(own, GREY, 1.4, axes), _curve(shares, BLUE, 2.2, axes), _end(shares, own, top, axes)]
    return {"data": traces, "layout": layout}


def _curve(values: Shares, color: str, width: float, axes: dict[str, str]) -> dict[str, Any]:
    known = sorted(values)
    return {
        "type": "scatter", "mode": "lines", "x": known, "y": [round(values[year], 1) for year in known], "cliponaxis": False,
        "line": {"color": color, "width": width}, "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [f"{year}{NBSP}: <b>{percent(values[year])}</b>" for year in known], **axes,
    }  # fmt: skip


def _end(shares: Shares, own: Shares, top: float, axes: dict[str, str]) -> dict[str, Any]:
    """The last point and its value: under the curves where they come from above, unless the floor is near."""
    last = max(shares)
    value = shares[last]
    is_under = value > top / 3 and max(shares.get(last - 1, 0), own.get(last, 0)) > value + top / 20
    return {
        "type": "scatter", "mode": "markers+text", "x": [last], "y": [round(value, 1)], "text": [f"<b>{percent(value)}</b>"],
        "textposition": "bottom center" if is_under else "top left", "textfont": {"size": 12}, "marker": {"color": BLUE, "size": 6},
        "hoverinfo": "skip", "cliponaxis": False, **axes,
    }  # fmt: skip


def _short(year: int) -> str:
    """« ’19 »: two of them fit under a panel of a phone."""
    return f"’{year % 100:02d}"


def _named(name: str) -> str:
    return "<br>".join(map(plot_text, wrap(name, NAME, max_lines=3, placeholder="…")))
