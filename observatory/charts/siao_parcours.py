"""From the first day of a year to its last: where those whom the SIAO followed were, and where they are."""

from __future__ import annotations

from itertools import accumulate
from textwrap import wrap
from typing import Any

from observatory.charts.figure import Credit, Figure, Place, require_protected, shown
from observatory.charts.french import NBSP, THIN, enumeration, number
from observatory.charts.siao_rows import LEAST_DENOMINATOR, ROUNDED
from observatory.charts.style import BAND, BLUE, GREY, INK, MUTED, OCHRE, PALE_BLUE, PALE_OCHRE, RULE, apart, plot_text
from observatory.disclosure.protected import STATE, ProtectedTable

TOTAL = "TOTAL"
HEIGHT, TOP, BOTTOM, SIDE = 430, 30, 8, 106  # pixels: the figure, and what stays around the diagram for its labels
GAP, LINE, LETTERS = 14, 16, 15  # pixels between two nodes and of a line of text; letters that a side holds
COLORS = {
    "NOUVELLE": BAND, "RETOUR": BAND, "SANS_HEBERGEMENT": OCHRE, "URGENCE": PALE_OCHRE, "INSERTION": PALE_BLUE,
    "LOGEMENT_ADAPTE": BLUE, "LOGEE": BLUE, "SANS_NOUVELLES": GREY, "AUTRE_SORTIE": RULE,
}  # fmt: skip


def year_of_journeys(table: ProtectedTable | None, place: Place, credit: Credit) -> Figure | None:
    """The last year as a diagram of flows, « sans nouvelles » drawn; links that rounding leaves at 0 are not drawn.

    `table`: the protected « siao_parcours ». None when nobody, or too few, were followed.
    """
    import polars as pl

    if table is None:
        return None
    frame = shown(require_protected(table), {"nb_personnes_suivies": STATE}).filter(
        pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code
    )
    if frame.is_empty():
        return None
    year = frame["periode"].max()
    rows = frame.filter(pl.col("periode") == year).select(
        "etat_debut", "etat_debut_libelle", "etat_fin", "etat_fin_libelle", "nb_personnes_suivies"
    ).rows()  # fmt: skip
    names = {("debut", row[0]): row[1] for row in rows} | {("fin", row[2]): row[3] for row in rows}
    links = {(row[0], row[2]): row[4] for row in rows if TOTAL not in (row[0], row[2]) and row[4]}
    starts = {row[0]: row[4] for row in rows if row[2] == TOTAL and row[4]}
    ends = {row[2]: row[4] for row in rows if row[0] == TOTAL and row[4]}
    whole = sum(starts.values())
    if whole < LEAST_DENOMINATOR or not links:
        return None
    order = [state for state in COLORS if state in ends]
    told = enumeration(f"{number(ends[state])} {names['fin', state].lower()}" for state in order)
    return Figure(
        id=f"{place.slug}-siao-parcours",
        title=f"{place.libelle}{NBSP}: d’un bout à l’autre de {year}, les parcours des personnes suivies",
        subtitle=f"Nombre de personnes selon leur état le 1er janvier et le 31 décembre {year}",
        source=credit.line,
        date=f"Publié le {credit.date_publication}.",
        alt=f"Diagramme de flux. {place.libelle}{NBSP}: {number(whole)} personnes suivies en {year}. Le 31 décembre{NBSP}: {told}.",
        plot=_sankey(starts, ends, links, names),
        header=("état au 1er janvier", "état au 31 décembre", "personnes"),
        rows=tuple(
            (names["debut", start], names["fin", end], links.get((start, end), 0))
            for start in COLORS if start in starts for end in order
        ),
        note=f"Deux jours seulement{NBSP}: ce qui se passe entre eux n’y est pas. «{NBSP}Sans nouvelles{NBSP}»{NBSP}: plus de contact depuis "
        f"90 jours, on ne sait pas où sont ces personnes. {ROUNDED} Un lien de moins de 5 peut manquer.",
        place=place,
        est_fictif=place.est_fictif,
        height=HEIGHT,
    )  # fmt: skip


def _sankey(
    starts: dict[str, int], ends: dict[str, int], links: dict[tuple[str, str], int], names: dict[tuple[str, str], str]
) -> dict[str, Any]:
    left, right = [state for state in COLORS if state in starts], [state for state in COLORS if state in ends]
    at = {("debut", state): rank for rank, state in enumerate(left)}
    at |= {("fin", state): len(left) + rank for rank, state in enumerate(right)}
    drawn = [(start, end, count) for (start, end), count in links.items() if start in starts and end in ends]
    gaps = max(len(left), len(right)) - 1
    from_top, to_top = (
        _middles([starts[state] for state in left], gaps),
        _middles([ends[state] for state in right], gaps),
    )
    labels = _labels("debut", [(names["debut", state], starts[state]) for state in left], from_top)
    labels += _labels("fin", [(names["fin", state], ends[state]) for state in right], to_top)
    return {
        "data": [
            {
                "type": "sankey", "arrangement": "fixed", "valueformat": ",d", "valuesuffix": " personnes",
                "node": {
                    "color": [COLORS[state] for state in (*left, *right)], "pad": GAP, "thickness": 16,
                    "line": {"color": INK, "width": 0.5}, "hoverinfo": "none",
                    "x": [0.001] * len(left) + [0.999] * len(right), "y": [*from_top, *to_top],
                },
                "link": {
                    "source": [at["debut", start] for start, _, _ in drawn], "target": [at["fin", end] for _, end, _ in drawn],
                    "value": [count for *_, count in drawn], "color": [_faded(COLORS[end]) for _, end, _ in drawn],
                    "customdata": [
                        f"{names['debut', start]} → {names['fin', end].lower()}{NBSP}: <b>{number(count)}</b>{THIN}"
                        for start, end, count in drawn
                    ],
                    "hovertemplate": "%{customdata}<extra></extra>",
                },
            }
        ],
        "layout": {"margin": {"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM}, "annotations": labels},
    }  # fmt: skip


def _middles(counts: list[int], gaps: int) -> list[float]:
    """The middle of each node, from 0 at the top to 1, in proportion of the counts; `gaps`: those of the side that has most."""
    height = HEIGHT - TOP - BOTTOM
    scale = (height - GAP * gaps) / sum(counts)
    free = (height - scale * sum(counts) - GAP * (len(counts) - 1)) / 2
    above = [0, *accumulate(counts)]
    return [
        min(max((free + GAP * rank + scale * (above[rank] + count / 2)) / height, 0.001), 0.999)
        for rank, count in enumerate(counts)
    ]


def _labels(side: str, told: list[tuple[str, int]], middles: list[float]) -> list[dict[str, Any]]:
    """The day of a side, then what each node is, outside the diagram and kept apart from each other."""
    is_left, height = side == "debut", HEIGHT - TOP - BOTTOM
    place = {
        "xref": "paper", "yref": "paper", "x": 0 if is_left else 1, "xanchor": "right" if is_left else "left",
        "xshift": -10 if is_left else 10, "align": "right" if is_left else "left", "yanchor": "middle", "showarrow": False,
    }  # fmt: skip
    day = {"text": "1er janvier" if is_left else "31 décembre", "font": {"size": 12, "color": MUTED}, "y": 1}
    words = [wrap(f"{name} {number(count)}", LETTERS) for name, count in told]
    heights = [len(lines) * LINE for lines in words]
    texts = [
        "<br>".join(map(plot_text, lines)).removesuffix(number(count)) + f"<b>{number(count)}</b>"
        for lines, (_, count) in zip(words, told, strict=True)
    ]
    middles = apart([at * height for at in middles], heights, heights[0] / 2, height - heights[-1] / 2)
    return [
        place | day | {"yanchor": "bottom", "yshift": 8},
        *(
            place | {"text": text, "font": {"size": 13, "color": INK}, "y": 1 - at / height}
            for text, at in zip(texts, middles, strict=True)
        ),
    ]


def _faded(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.45)"
