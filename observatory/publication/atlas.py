"""How the territories of a release stand to each other: what contains what, and which ones are accelerated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from observatory.charts.figure import Place
from observatory.publication.tables import Tables

Key = tuple[str, str]


@dataclass
class Atlas:
    """Places by key, their containers (widest first) and contents, their rows of « territoires » and « territoires_lda »."""

    places: dict[Key, Place]
    containers: dict[Key, list[Place]] = field(default_factory=dict)
    contents: dict[Key, list[Place]] = field(default_factory=dict)
    facts: dict[Key, dict[str, Any]] = field(default_factory=dict)
    accelerated: dict[Key, list[dict[str, Any]]] = field(default_factory=dict)
    accelerated_ids: dict[str, dict[str, Any]] = field(default_factory=dict)

    def at(self, niveau: str, code: str | None) -> Place | None:
        """The place with this code, if it has a page."""
        return self.places.get((niveau, code)) if code else None


def read_atlas(tables: Tables) -> Atlas:
    """Build the atlas from the protected tables « territoires » and « territoires_lda »."""
    atlas = Atlas({(place.niveau, place.code): place for place in tables.places})
    country = {place.est_fictif: place for place in reversed(tables.places) if place.niveau == "FR"}
    for row in tables.rows("territoires"):
        key = row["niveau"], row["territoire_code"]
        atlas.facts[key] = row
        candidates = [
            country.get(atlas.places[key].est_fictif),
            atlas.at("REG", row["region_code"]),
            atlas.at("DEP", row["departement_code"]),
            atlas.at("COM", _commune(row["niveau"], row["territoire_code"])),
        ]
        atlas.containers[key] = [place for place in candidates if place and (place.niveau, place.code) != key]
    for place in tables.places:
        above = atlas.containers.get((place.niveau, place.code), [])
        if above:
            atlas.contents.setdefault((above[-1].niveau, above[-1].code), []).append(place)
    for row in tables.rows("territoires_lda"):
        atlas.accelerated.setdefault((row["niveau"], row["territoire_code"]), []).append(row)
        atlas.accelerated_ids[row["territoire_id"]] = row
    return atlas


def _commune(niveau: str, code: str) -> str | None:
    """The commune of a municipal arrondissement (Insee codes) or of a group of arrondissements (`75056-PC`)."""
    if niveau == "GROUPE_ARM":
        return code.split("-")[0]
    if niveau == "ARM":
        return {"751": "75056", "132": "13055", "693": "69123"}.get(code[:3])
    return None


def accelerated_notes(atlas: Atlas, key: Key) -> list[dict[str, Any]]:
    """For a place of the programme: its wave, its announcement, and the accelerated places it nests with."""
    return [
        {
            **row,
            "dans": _named(atlas, row["inclus_dans"]),
            "contenus": _named(atlas, row["contient"]),
        }
        for row in atlas.accelerated.get(key, [])
    ]


def _named(atlas: Atlas, ids: str | None) -> list[dict[str, Any]]:
    found = (atlas.accelerated_ids.get(one.strip()) for one in (ids or "").split("|"))
    return [{"row": row, "place": atlas.at(row["niveau"], row["territoire_code"])} for row in found if row]
