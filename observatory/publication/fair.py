"""The page that compares territories: what stands out, the figures, who is a peer of whom; and its line on each territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatory.charts import equite
from observatory.charts.equite_rows import POSITIONS, Comparison, interval, ranks, rate
from observatory.charts.figure import Figure, Place
from observatory.charts.french import sorting
from observatory.publication.fair_words import dispersion_words, found_words, left_out_words, short_title
from observatory.publication.maps import cautions
from observatory.publication.tables import Tables
from observatory.territories.basemap import Basemap

# What the page shows, in order: measure, level; a measure « or else » another is the gross share where no net one is known.
SHOWN = (
    (("MENAGES_RELOGES",), "DEP"),
    (("MENAGES_RELOGES",), "REG"),
    (("PART_NETTE", "PART_BRUTE"), "DEP"),
    (("PART_BRUTE",), "SIREN_EPCI"),
)
CREDITS = {
    "MENAGES_RELOGES": "lake.barometre_relogement",
    "PART_NETTE": "lake.sne_attribution",
    "PART_BRUTE": "lake.sne_attribution",
}
LEAST_SHOWN = 5  # territories: fewer make no funnel to look at


@dataclass(frozen=True)
class PeerGroup:
    """A group: its `rule` in words, its `members` (place, rate of its own, that of its peers, ratio with interval)."""

    rule: str
    members: tuple[tuple[Place | None, str, str, str], ...]


@dataclass(frozen=True)
class FairComparison:
    """One section of the page: what is `found`, how much territories `spread`, who is `left_out`, in words; the figures; the
    groups of peers, and how many compared territories have none (`alone`)."""

    one: Comparison
    title: str
    found: str
    spread: str
    left_out: tuple[str, ...]
    funnel: Figure
    maps: tuple[Figure, ...]
    ranks: Figure | None
    groups: tuple[PeerGroup, ...]
    alone: int

    @property
    def slug(self) -> str:
        return self.one.slug

    @property
    def figures(self) -> list[Figure]:
        """All its figures, in the order of the page."""
        return [self.funnel, *self.maps, *filter(None, (self.ranks,))]


def fair_comparisons(tables: Tables, bases: Mapping[str, Basemap]) -> list[FairComparison]:
    """Every comparison that the page shows, on its last year; none without the table « comparaisons »."""
    found = []
    for measures, level in SHOWN:
        one = next(filter(None, (_last(tables, measure, level) for measure in measures)), None)
        if one and len(one.rows) >= LEAST_SHOWN:
            found.append(_compared(tables, one, bases.get(level)))
    return found


def among_others(compared: Sequence[FairComparison], place: Place) -> list[dict[str, str]]:
    """The lines of a place: what is compared, its rate, its ratio, where it stands, its rank and its peers, in words."""
    lines = []
    for section in compared:
        rows = section.one.rows if section.one.level == place.niveau else []
        for row in rows:
            if row["territoire_code"] == place.code:
                lines.append(
                    {
                        "quoi": section.title,
                        "slug": section.slug,
                        "taux": rate(row["taux"], row["taux_pour"]),
                        "rapport": interval(row, "rapport"),
                        "lecture": POSITIONS[row["position_entonnoir"]],
                        "rang": ranks(row),
                        "pairs": _peer_words(row),
                    }
                )
    return lines


def _peer_words(row: Mapping[str, Any]) -> str:
    if row["rapport_pairs"] is None:
        return row["motif_pairs"] or "taux des pairs inconnu"
    return f"{interval(row, 'rapport_pairs')} fois le taux de ses {row['nb_pairs']} pairs ({row['regle_pairs']})"


def _last(tables: Tables, measure: str, level: str) -> Comparison | None:
    """The last year in which at least two territories are compared."""
    import polars as pl

    table = tables.get("comparaisons")
    if table is None:
        return None
    mine = table.filter(pl.col("mesure_comparee") == measure, pl.col("niveau") == level)
    years = mine.frame.filter(pl.col("rapport").is_not_null())["annee"]
    if years.is_empty():
        return None
    names = {place.code: place.libelle for place in tables.places if place.niveau == level}
    return Comparison(mine.filter(pl.col("annee") == years.max()), measure, level, years.max(), names)


def _compared(tables: Tables, one: Comparison, basemap: Basemap | None) -> FairComparison:
    credit, is_invented = tables.credit(CREDITS[one.measure]), bool(tables.version["est_fictif"])
    known = cautions(tables, one.level, one.year, one.names) if one.measure == "MENAGES_RELOGES" else ()
    groups = _groups(tables, one)
    return FairComparison(
        one,
        short_title(one),
        found_words(one),
        dispersion_words(one),
        tuple(left_out_words(one)),
        equite.funnel_figure(one, credit, is_invented, known),
        tuple(equite.ratio_maps(one, basemap, credit, is_invented)),
        equite.ranks_figure(one, credit, is_invented),
        groups,
        len(one.rows) - sum(len(group.members) for group in groups),
    )


def _groups(tables: Tables, one: Comparison) -> tuple[PeerGroup, ...]:
    """The groups that hold a compared territory, the smallest population first; members by name."""
    places = {place.code: place for place in tables.places if place.niveau == one.level}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in one.rows:
        if row["rapport_pairs"] is not None:
            found.setdefault((row["groupe_pairs"], row["regle_pairs"]), []).append(row)
    return tuple(
        PeerGroup(
            rule,
            tuple(
                (
                    places.get(row["territoire_code"]),
                    rate(row["taux"], row["taux_pour"]),
                    rate(row["taux_pairs"], row["taux_pour"]),
                    interval(row, "rapport_pairs"),
                )
                for row in sorted(rows, key=lambda row: sorting(one.name(row["territoire_code"])))
            ),
        )
        for (_, rule), rows in sorted(found.items())
    )
