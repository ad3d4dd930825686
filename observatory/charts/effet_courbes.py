"""Households rehoused in the accelerated territories and elsewhere, year by year; one territory and its composed control."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from observatory.charts.effet_plot import curves_plot
from observatory.charts.effet_rows import DEFINITIONS, rows_of
from observatory.charts.figure import Credit, Figure, require_protected
from observatory.charts.french import NBSP, THIN, number, percent
from observatory.disclosure.protected import ProtectedTable

HOUSEHOLDS = f"Ménages{NBSP}: personnes de la source divisées par 2,2."
GROUPS = {"ACCELERES": ("Accélérés", "plein"), "AUTRES": ("Reste de la France", "tiret")}


def group_curves(
    table: ProtectedTable, definition: str, starts: Mapping[str, int], credit: Credit, est_fictif: bool = False
) -> Figure | None:
    """Households rehoused in the accelerated territories and elsewhere, as indices; None without both groups.

    `table`: the protected « effet_series »; `starts`: code → year of its announcement.
    """
    rows = rows_of(require_protected(table), definition, "annee")
    groups = {name: [row for row in rows if row["serie_effet"] == name] for name in GROUPS}
    if any(len(group) < 2 or group[-1]["indice_effet"] is None for group in groups.values()):
        return None
    years = [row["annee"] for row in groups["ACCELERES"]]
    curves = [
        (
            f"{words} {percent(groups[name][-1]['indice_effet'] - 100, 0)}",
            [r["indice_effet"] for r in groups[name]],
            stroke,
        )
        for name, (words, stroke) in GROUPS.items()
    ]
    counts = {name: number(group[0]["nb_territoires_effet"]) for name, group in groups.items()}
    return Figure(
        id=f"acceleration-courbes-{definition.lower()}",
        title=f"Ménages sans domicile relogés, accélérés et reste de la France{NBSP}: {DEFINITIONS[definition]}",
        subtitle=f"Indice, 100 en {years[0]}{THIN}; {counts['ACCELERES']} territoires accélérés, {counts['AUTRES']} autres",
        source=credit.line,
        date=f"Années {years[0]} à {years[-1]}. Publié le {credit.date_publication}.",
        alt=f"Deux courbes, {DEFINITIONS[definition]}. "
        + " ".join(_curve_words(GROUPS[name][0], group) for name, group in groups.items()),
        plot=curves_plot(years, curves, sorted(set(starts.values()))),
        header=("année", "ménages, accélérés", "ménages, reste", "indice, accélérés", "indice, reste"),
        rows=tuple(
            (a["annee"], a["nb_menages_reloges"], b["nb_menages_reloges"], round(a["indice_effet"], 1), round(b["indice_effet"], 1))
            for a, b in zip(groups["ACCELERES"], groups["AUTRES"], strict=True)
        ),
        note=HOUSEHOLDS,
        est_fictif=est_fictif,
        height=320,
    )  # fmt: skip


def _curve_words(name: str, group: list[dict[str, Any]]) -> str:
    told = ", ".join(f"{row['annee']}{NBSP}: {number(row['nb_menages_reloges'])}" for row in group)
    return f"{name}, ménages par an{NBSP}: {told}."


def composed_control(
    table: ProtectedTable,
    definition: str,
    names: Mapping[str, str],
    donors: str,
    starts: Mapping[str, int],
    credit: Credit,
    est_fictif: bool = False,
) -> Figure | None:
    """One accelerated territory and the weighted mean of others that followed it before; None without any.

    `table`: « effet_series »; `names`: code → name; `donors`: what the control is made of, in words;
    `starts`: code → year of its announcement.
    """
    rows = rows_of(require_protected(table), definition, "annee")
    own, made = ([r for r in rows if r["serie_effet"] == name] for name in ("TERRITOIRE", "TEMOIN_COMPOSE"))
    if not own:
        return None
    years, name = [row["annee"] for row in own], names.get(own[0]["territoire_en_cause"], own[0]["territoire_en_cause"])
    curves = [
        (name, [r["indice_effet"] for r in own], "plein"),
        ("Témoin composé", [r["indice_effet"] for r in made], "tiret"),
    ]
    return Figure(
        id="acceleration-temoin",
        title=f"{name}{NBSP}: ménages sans domicile relogés, et témoin composé d’autres territoires",
        subtitle="Indice, 100 en moyenne des années d’avant l’annonce",
        source=credit.line,
        date=f"Années {years[0]} à {years[-1]}. Publié le {credit.date_publication}.",
        alt=f"Deux courbes. {name}{NBSP}: {_indices(own)}. Témoin composé{NBSP}: {_indices(made)}.",
        plot=curves_plot(years, curves, [starts[code]] if (code := own[0]["territoire_en_cause"]) in starts else ()),
        header=("année", f"indice, {name}", "indice, témoin composé"),
        rows=tuple(
            (a["annee"], round(a["indice_effet"], 1), round(b["indice_effet"], 1)) for a, b in zip(own, made, strict=True)
        ),
        note=f"Témoin{NBSP}: {donors}. Un seul territoire ne prouve rien{THIN}; c’est un complément.",
        est_fictif=est_fictif,
        height=300,
    )  # fmt: skip


def _indices(rows: list[dict[str, Any]]) -> str:
    return ", ".join(f"{row['annee']}{NBSP}: {number(row['indice_effet'])}" for row in rows)
