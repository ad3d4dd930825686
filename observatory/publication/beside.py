"""A territory beside those that contain it: the few rates that mean the same at each level, in the same year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatory.charts.attributions import percent
from observatory.charts.attributions_rows import share
from observatory.charts.figure import Place, shown
from observatory.charts.french import NBSP, THIN, number
from observatory.disclosure.protected import STATE
from observatory.publication.tables import Tables

UNKNOWN = "n.d."
LEAST_PERSONS = 5  # gate G2
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Measure:
    """A rate of every territory, told in words: (niveau, code) → year → value. `what` holds « {} », the year."""

    what: str
    told: Mapping[tuple[str, str], Mapping[int, str]]


@dataclass(frozen=True)
class Beside:
    """A line: what is measured and when, the territory then those that contain it, and the value of each."""

    what: str
    places: tuple[Place, ...]
    values: tuple[str, ...]


def measures(tables: Tables) -> tuple[Measure, ...]:
    """The rates of this release that have one definition at several levels, each read once for all territories."""
    allocated = ("nb_radiations", "nb_sans_domicile", "nb_sans_domicile_hors_dna")
    leases = ("nb_baux_hors_qpv", "nb_baux_premier_quartile")
    return (
        Measure(
            f"Personnes relogées pour 10{THIN}000 habitants, en {{}}",
            _read(tables, "relogement_annuel", ("nb_personnes_annee",), _rehoused),
        ),
        Measure(
            "Part nette des attributions aux ménages sans domicile, en {}",
            _read(tables, "attributions", allocated, lambda row: _share(row[allocated[2]], row[allocated[0]])),
        ),
        Measure(
            "Part brute des attributions aux ménages sans domicile (DNA non déduit), en {}",
            _read(tables, "attributions", allocated, lambda row: _share(row[allocated[1]], row[allocated[0]])),
        ),
        Measure(
            f"Baux au premier quartile, hors quartier prioritaire (objectif légal{NBSP}: 25{THIN}%), en {{}}",
            _read(tables, "attributions_premier_quartile", leases, lambda row: _share(row[leases[1]], row[leases[0]])),
        ),
    )


def beside(known: Sequence[Measure], place: Place, above: Sequence[Place]) -> tuple[Beside, ...]:
    """The lines of a place that has someone to stand beside. above: what contains it, the widest first."""
    places = (place, *reversed(above))
    lines = []
    for measure in known:
        own = measure.told.get((place.niveau, place.code), {})
        if own:
            year = max(own)
            values = tuple(measure.told.get((one.niveau, one.code), {}).get(year, UNKNOWN) for one in places)
            if any(value != UNKNOWN for value in values[1:]):
                lines.append(Beside(measure.what.format(year), places, values))
    return tuple(lines)


def _read(
    tables: Tables, name: str, counts: tuple[str, ...], tell: Callable[[Row], str | None]
) -> dict[tuple[str, str], dict[int, str]]:
    """`counts`: the first has its state in `statut_valeur`, the others in `statut_<count>`."""
    table = tables.get(name)
    if table is None:
        return {}
    states = {counts[0]: STATE} | {count: f"statut_{count}" for count in counts[1:]}
    found: dict[tuple[str, str], dict[int, str]] = {}
    for row in shown(table, states).to_dicts():
        if (value := tell(row)) is not None:
            found.setdefault((row["niveau"], row["territoire_code"]), {})[row["annee"]] = value
    return found


def _rehoused(row: Row) -> str | None:
    persons, rate = row["nb_personnes_annee"], row["nb_personnes_pour_10000_hab"]
    if not row["est_annee_complete"] or rate is None or persons is None or persons < LEAST_PERSONS:
        return None
    return number(rate, 1)


def _share(part: int | None, whole: int | None) -> str | None:
    value = share(part, whole)
    return None if value is None else percent(value)
