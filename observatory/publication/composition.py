"""A release composed: its territories, its figures, what its pages say; before any file is written, from protected tables only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observatory.charts.figure import Figure
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.atlas import Atlas, read_atlas
from observatory.publication.comparison_annual import Measured, annual_measures
from observatory.publication.effect import Effect, effects
from observatory.publication.fair import FairComparison, fair_comparisons
from observatory.publication.maps import Atlases, basemaps, draw_maps
from observatory.publication.portrait import Portrait, portrait
from observatory.publication.tables import Tables
from observatory.territories.basemap import Basemap


@dataclass(frozen=True)
class Composition:
    """All that a release shows, before any file is written: its tables, its territories, what their pages say."""

    tables: Tables
    atlas: Atlas
    portraits: list[Portrait]
    maps: Atlases
    acceleration: list[Effect]
    compared: list[FairComparison]
    measured: list[Measured]
    bases: Mapping[str, Basemap]

    @property
    def shown(self) -> dict[str, Sequence[Figure]]:
        """Page of the site → its figures."""
        shown: dict[str, Sequence[Figure]] = {
            f"territoires/{one.place.slug}.html": one.figures for one in self.portraits
        }
        return shown | {
            "cartes.html": self.maps.figures,
            "acceleration.html": figures_of(self.acceleration),
            "ecarts.html": figures_of(self.compared),
        }


def compose(tables: Mapping[str, ProtectedTable]) -> Composition:
    """Draw everything that the protected tables of one release allow. Any table may be missing or empty.

    Raises TypeError for a table that did not go through the disclosure policy.
    """
    published = Tables(tables)
    bases = basemaps(published)
    return Composition(
        published,
        read_atlas(published),
        [portrait(published, place) for place in published.places],
        draw_maps(published, bases),
        effects(published),
        fair_comparisons(published, bases),
        annual_measures(published),
        bases,
    )


def figures_of(parts: Sequence[Effect | FairComparison]) -> list[Figure]:
    """The figures of several parts of a page, in order."""
    return [figure for one in parts for figure in one.figures]
