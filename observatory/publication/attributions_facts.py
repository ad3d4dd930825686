"""Measures of allocations that need no chart: other definitions, satisfaction, pressure, delays, DALO, contingents, first quartile."""

from __future__ import annotations

from collections.abc import Mapping

from observatory.charts.attributions import percent
from observatory.charts.attributions_rows import counts_of, interval, share
from observatory.charts.figure import Place
from observatory.charts.french import NBSP, THIN, number
from observatory.publication.fact import Fact, told_in
from observatory.publication.tables import Tables

LEAST_ALLOCATED = 20  # I14: no rate under that many allocations
MOST_MISSING = (0.10, 0.50)  # gate G7: said, then not shown
QUARTILE_GOAL = 25
LONG = {"Deux ans ou plus entre le dépôt et l’attribution": ("DELAI:24_35_MOIS", "DELAI:36_MOIS_PLUS")}
PRIORITIES = {
    "Reconnus au titre du droit au logement opposable": ("DALO:RECONNU",),
    "Sur le contingent de l’État pour les prioritaires": ("CONTINGENT:PPRIOR",),
}
NOTE = (
    f"Attributions{NBSP}: territoire du logement. Demandes{NBSP}: territoire souhaité. Attribution, bail et radiation sont trois moments d’un même "
    f"dossier{NBSP}: jamais additionnés."
)


def attributions_facts(tables: Tables, place: Place) -> tuple[Fact, ...]:
    """Every measure of the last year that stands behind its gates, in the order of the page."""
    return told_in(
        "reponses",
        (
            *_demand(tables, place),
            *_other_definitions(tables, place),
            *_profiles(tables, place, PRIORITIES),
            *_first_quartile(tables, place),
        ),
        NOTE,
    ) + told_in("durees", _profiles(tables, place, LONG), NOTE)


def _other_definitions(tables: Tables, place: Place) -> list[Fact]:
    """I13e and I13l, and the flow from the street to a home (accès direct, term C)."""
    names = ("nb_sans_domicile_elargi", "nb_baux", "nb_baux_sans_domicile")
    row = _last(tables, "attributions_elargies", place, "nb_radiations", *names)
    facts = []
    if row:
        facts += _part(
            f"Avec squat et camping (définition élargie, {row['annee']})",
            row[names[0]],
            row["nb_radiations"],
            "radiations",
        )
        facts += _part(f"Par bail signé ({row['annee']})", row[names[2]], row[names[1]], "baux signés")
    terms = _last(tables, "attributions", place, "nb_radiations", "nb_sans_abri", "nb_sans_domicile")
    if terms:
        what = (
            f"Sans abri relogés sans étape (accès direct), parmi les ménages sans domicile relogés en {terms['annee']}"
        )
        facts += _part(what, terms["nb_sans_abri"], terms["nb_sans_domicile"], "ménages")
    return facts


def _demand(tables: Tables, place: Place) -> list[Fact]:
    """I14: wished territory below, allocated territory above, both said."""
    low, high, served = "nb_demandes_sans_domicile", "nb_demandes_sans_domicile_haut", "nb_sans_domicile"
    row = _last(tables, "demandes_actives", place, low, high, served)
    if (
        not row
        or None in (row[low], row[high], row[served])
        or row[served] < LEAST_ALLOCATED
        or row[low] < LEAST_ALLOCATED
    ):
        return []
    asked = number(row[low]) if row[low] == row[high] else f"de {number(row[low])} à {number(row[high])}"
    whole = f"{number(row[served])} ménages relogés dans le territoire en {row['annee']}{THIN}; {asked} demandes actives au 31 décembre qui le souhaitent"
    rates = sorted({round(100 * row[served] / row[name]) for name in (low, high)})
    years = sorted({round(row[name] / row[served], 1) for name in (low, high)})
    return [
        Fact("Taux de satisfaction des ménages sans domicile", f"{_between([number(one) for one in rates])}{THIN}%", f"{whole}. Attributions brutes."),
        Fact("Pression, à flux constant", f"{_between([number(one, 1) for one in years])} ans",
             "Années qu’il faudrait pour servir ces demandes au rythme de l’année, sans demande nouvelle. Un ordre de grandeur, pas une attente prévue."),
    ]  # fmt: skip


def _profiles(tables: Tables, place: Place, measures: Mapping[str, tuple[str, ...]]) -> list[Fact]:
    """Measures of the last year (words → codes of « attributions_ventilees »), households without a home beside all of them."""
    rows = counts_of(tables.get("attributions_ventilees"), place, "nb_radiations", "nb_sans_domicile")
    years = [row["annee"] for row in rows if row["nb_radiations"] is not None]
    if not years:
        return []
    counts = {row["ventilation"]: row for row in rows if row["annee"] == max(years)}
    found = []
    for what, codes in measures.items():
        own, every = (_sum_share(counts, codes, name) for name in ("nb_sans_domicile", "nb_radiations"))
        if own:
            beside = f"{THIN}; {own[1]}" + (f"{THIN}; {percent(every[0])} de toutes les attributions" if every else "")
            found.append(
                Fact(f"{what}, ménages sans domicile ({max(years)})", percent(own[0]), beside.removeprefix(f"{THIN}; "))
            )
    return found


def _sum_share(counts: dict[str, dict], codes: tuple[str, ...], name: str) -> tuple[float, str] | None:
    parts, whole = [counts.get(code, {}).get(name) for code in codes], counts.get("TOTAL", {}).get(name)
    if None in parts or (value := share(sum(parts), whole)) is None:
        return None
    low, high = interval(sum(parts), whole)
    return (
        value,
        f"{number(sum(parts))} sur {number(whole)}{THIN}; intervalle à 95{THIN}% de {percent(low)} à {percent(high)}",
    )


def _first_quartile(tables: Tables, place: Place) -> list[Fact]:
    """I20, with the share of leases whose quartile is missing (G7)."""
    whole, first, missing = "nb_baux_hors_qpv", "nb_baux_premier_quartile", "nb_baux_quartile_inconnu"
    row = _last(tables, "attributions_premier_quartile", place, whole, first, missing)
    if not row or not row[whole] or row[missing] is None or row[missing] > MOST_MISSING[1] * row[whole]:
        return []
    care = (
        ""
        if row[missing] <= MOST_MISSING[0] * row[whole]
        else f"{THIN}; quartile manquant pour {number(row[missing])} baux, la part est un minimum"
    )
    what = f"Baux au premier quartile de ressources, hors quartier prioritaire ({row['annee']}, objectif légal{NBSP}: {QUARTILE_GOAL}{THIN}%)"
    return [Fact(one.what, one.value, one.more + care) for one in _part(what, row[first], row[whole], "baux")]


def _last(tables: Tables, name: str, place: Place, first: str, *others: str) -> dict | None:
    """The last year of a place whose first count is known."""
    rows = [row for row in counts_of(tables.get(name), place, first, *others) if row[first] is not None]
    return rows[-1] if rows else None


def _part(what: str, part: int | None, whole: int | None, of: str) -> list[Fact]:
    value = share(part, whole)
    if value is None:
        return []
    low, high = interval(part, whole)
    more = f"{number(part)} sur {number(whole)} {of}{THIN}; intervalle à 95{THIN}% de {percent(low)} à {percent(high)}"
    return [Fact(what, percent(value), more)]


def _between(values: list[str]) -> str:
    return values[0] if len(set(values)) == 1 else f"{values[0]} à {values[-1]}"
