"""What the page of a territory says of its nights beside the figures: how each was held, and what compares with what."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from observatory.charts import nuits
from observatory.charts.figure import Place, shown
from observatory.charts.french import NBSP, THIN, cell, number, percent
from observatory.charts.nuits_plot import when
from observatory.disclosure.protected import STATE
from observatory.publication.tables import Tables

BEFORE = timedelta(days=7)  # check EV-05: what opened just before a night is shown with it
EVENTS = ("OUVERTURE_PLACES", "MISE_A_L_ABRI")


def held(tables: Tables, place: Place) -> list[dict[str, Any]]:
    """The retained result of each edition received, the last one first, with the events of the seven days before."""
    rows = [row for row in tables.rows("nuits_editions") if row["est_retenu"] and _is(row, place)]
    happened = [row for row in tables.rows("evenements") if row["evenement_type"] in EVENTS and _is(row, place)]
    return [
        {
            **row,
            "evenements": [
                one for one in happened if row["date_nuit"] - BEFORE <= one["evenement_debut"] <= row["date_nuit"]
            ],
        }
        for row in sorted(rows, key=lambda row: row["date_nuit"], reverse=True)
    ]


def comparisons(tables: Tables, place: Place, editions: list[dict[str, Any]]) -> list[dict[str, str]]:
    """For each edition after the first, the last one first: the two totals, their change or why there is none, and the
    change on the sectors and places of both nights."""
    known, constant = nuits.pairs(tables.get("nuits_comparaisons"), place), _constant(tables, place)
    found = []
    for before, after in pairwise(editions):
        pair = known.get((before["edition_id"], after["edition_id"]))
        change = nuits.change(known, before, after)
        totals = (
            f"{cell(before['valeur_publiee'], before[STATE])} le {when(before)}, "
            f"{cell(after['valeur_publiee'], after[STATE])} le {when(after)}"
        )
        found.append(
            {
                "totaux": totals,
                "evolution": change or "",
                "refus": "" if change else nuits.refusal(known, before, after),
                "constant": _on_common_sectors(pair, constant.get(after["edition_id"])),
            }
        )
    return found[::-1]


def _on_common_sectors(pair: dict[str, Any] | None, counts: dict[str, Any] | None) -> str:
    """« Sur les 24 secteurs parcourus les deux nuits : environ 80, puis 105, soit +31,3 % (entre … et …). »"""
    if not (pair and counts and pair["est_perimetre_constant"]) or None in (counts["nb_avant"], counts["nb_apres"]):
        return ""
    first, second = counts["nb_avant"], counts["nb_apres"]
    share = f"{number(pair['nb_secteurs_communs'])} secteurs parcourus les deux nuits (sur {number(pair['nb_secteurs_avant'])} et {number(pair['nb_secteurs_apres'])})"
    words = f"Sur les {share} et {number(pair['nb_lieux_communs'])} types de lieu communs{NBSP}: environ {number(first)}, puis {number(second)}"
    if not pair["est_evolution_constante"] or min(first, second) < nuits.SMALLEST_TERM:
        return f"{words}."
    low, high = counts["nb_apres_bas"], counts["nb_apres_haut"]
    spread = (
        f" (de {percent(100 * (low / first - 1), 0)} à {percent(100 * (high / first - 1), 0)})"
        if None not in (low, high)
        else ""
    )
    return f"{words}, soit {percent(100 * (second / first - 1), 0)}{spread}."


def _constant(tables: Tables, place: Place) -> dict[str, dict[str, Any]]:
    """The protected counts on the constant perimeter, by edition after."""
    table = tables.get("nuits_evolutions")
    if table is None:
        return {}
    states = {name: STATE if name == "nb_avant" else f"statut_{name}" for name in ("nb_avant", "nb_apres", "nb_apres_bas", "nb_apres_haut")}  # fmt: skip
    return {row["edition_apres"]: row for row in shown(table, states).to_dicts() if _is(row, place)}


def _is(row: dict[str, Any], place: Place) -> bool:
    return row["niveau"] == place.niveau and row["territoire_code"] == place.code


def weather(row: dict[str, Any]) -> str:
    """« −1,5 °C, temps sec »: what the night was like, or "" when the city does not say."""
    words = {"NON": "temps sec", "PLUIE": "pluie", "NEIGE": "neige"}
    degrees = row["temperature_min_c"]
    told = [f"{number(degrees, 1)}{NBSP}°C"] if degrees is not None else []
    return ", ".join(told + ([words[row["precipitation"]]] if row["precipitation"] in words else []))


def rate(row: dict[str, Any]) -> str:
    """« 16,7 pour 10 000 habitants (13,7 à 20,1) », or "" behind a gate."""
    value, low, high = (row[name] for name in ("taux_10000_habitants", "taux_borne_basse", "taux_borne_haute"))
    if value is None:
        return ""
    return f"{number(value, 1)} pour 10{THIN}000 habitants ({number(low, 1)} à {number(high, 1)})"
