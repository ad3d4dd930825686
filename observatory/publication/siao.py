"""What the page of a département, a région or an EPCI says of its SIAO: key numbers, figures, measures, completeness, practices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from observatory.charts import (
    siao_arrivees,
    siao_bail,
    siao_delais,
    siao_demandes,
    siao_fiabilite,
    siao_flux,
    siao_parcours,
    siao_regime,
    siao_stock,
    siao_taux,
)  # fmt: skip
from observatory.charts.figure import Figure, Place, credited
from observatory.charts.siao_demandes_epci import placed_requests
from observatory.charts.siao_rows import counts_by
from observatory.publication.fact import Fact
from observatory.publication.key import Key
from observatory.publication.siao_facts import siao_facts
from observatory.publication.siao_fields import Filled, siao_fields
from observatory.publication.siao_keys import siao_keys
from observatory.publication.siao_numbers import linked_share, numbers
from observatory.publication.siao_places import known_part
from observatory.publication.siao_practices import Practices, siao_practices
from observatory.publication.tables import Tables

REQUESTS, STAYS, SNE = "lake.siao_demande_115", "lake.siao_prise_en_charge", "lake.sne_attribution"
SEASONAL = ("PLAN_GRAND_FROID", "TREVE_HIVERNALE")  # every year: they explain no break
MOST_EVENTS = 12  # beyond, letters hide what they explain


@dataclass(frozen=True)
class Siao:
    """The part of a portrait that comes from the SIAO of the territory."""

    figures: tuple[Figure, ...] = ()
    keys: tuple[Key, ...] = ()
    facts: tuple[Fact, ...] = ()
    year: str = ""
    fields: tuple[Filled, ...] = ()
    practices: Practices = field(default_factory=Practices)
    known: str = ""


def siao(tables: Tables, place: Place) -> Siao:
    """What the protected tables of this release say of the SIAO of a place; empty when they say nothing."""
    requested, households, nights, placed = map(tables.get, ("siao_demandes", "siao_menages", "siao_nuitees", "siao_demandes_epci"))  # fmt: skip
    bounds, flows, housed = map(tables.get, ("siao_bornes", "siao_flux", "siao_delais_logement"))
    calls, all_exports = tables.credit(REQUESTS), tables.credit(STAYS)
    both = credited(all_exports, tables.credit(SNE), (True, False))
    months = [*counts_by(requested, place, "nb_demandes", "reponse_demande"), *counts_by(flows, place, "nb_personnes_suivies", "mouvement")]  # fmt: skip
    events = _events(tables, place, months)
    figures = (
        siao_demandes.requests(requested, flows, events, place, calls),
        placed_requests(placed, events, place, calls),
        siao_taux.rates(requested, households, nights, events, place, calls),
        siao_stock.stock(bounds, flows, events, place, all_exports),
        siao_arrivees.arrivals(flows, events, place, all_exports),
        siao_flux.year_of_moves(flows, place, all_exports),
        siao_regime.regime(requested, events, place, calls),
        siao_fiabilite.reliability(tables.get("siao_fiabilite"), flows, place, all_exports),
        siao_parcours.year_of_journeys(tables.get("siao_parcours"), place, all_exports),
        siao_delais.what_became(housed, place, all_exports),
        siao_delais.housed_by_cohort(housed, place, all_exports),
        siao_bail.until_the_lease(tables.get("siao_delais_bail"), linked_share(tables, place), place, both),
    )
    drawn = tuple(figure for figure in figures if figure)
    told = siao_keys(tables, place), (*siao_facts(tables, place), *numbers(tables, place)), *siao_fields(tables, place)
    return Siao(drawn, *told, siao_practices(tables, place), known_part(tables, place))


def _events(tables: Tables, place: Place, months: list[date]) -> list[dict[str, Any]]:
    """The dated events of the place that fall in its series and do not come back every year."""
    table = tables.get("evenements")
    if table is None or not months:
        return []
    found = [
        row
        for row in table.frame.sort("evenement_debut", "evenement_id").to_dicts()
        if (row["niveau"], row["territoire_code"]) == (place.niveau, place.code)
        and row["evenement_type"] not in SEASONAL
        and min(months) <= row["evenement_debut"] <= max(months)
    ]
    return found[-MOST_EVENTS:]
