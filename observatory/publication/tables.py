"""The published tables as pages read them: a missing or empty table is None, and pages say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from observatory.charts.figure import Credit, Place, require_protected
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.labels import LEVELS, moment

NAMES = {
    "territoires": "la liste des territoires",
    "relogement_mensuel": "l’accès au logement social, par mois",
    "relogement_annuel": "l’accès au logement social, par année",
    "nuits_solidarite": "les Nuits de la Solidarité",
    "nuits_decomptes": "les décomptes retenus des Nuits de la Solidarité",
    "nuits_comparaisons": "les comparaisons permises entre nuits",
    "territoires_lda": "les territoires du Logement d’abord",
    "avertissements": "les avertissements",
    "contours": "les contours des territoires (cartes)",
    "version": "la version",
    "sources": "les sources",
    "corrections": "les corrections",
    "controles": "les contrôles",
    "dictionnaire": "le dictionnaire",
    "changements": "les changements depuis la version précédente",
}


MAY_BE_EMPTY = ("nuits_comparaisons", "avertissements", "corrections", "controles", "territoires_lda", "changements")


@dataclass(frozen=True)
class Tables:
    """The protected tables of one release, by name."""

    given: Mapping[str, ProtectedTable]

    def __post_init__(self) -> None:
        for table in self.given.values():
            require_protected(table)

    def get(self, name: str) -> ProtectedTable | None:
        """The table, or None when it is not published or empty."""
        table = self.given.get(name)
        return table if table is not None and table.frame.height else None

    def rows(self, name: str) -> list[dict[str, Any]]:
        """All the rows of a small table; none when it is missing."""
        table = self.get(name)
        return table.frame.to_dicts() if table else []

    @property
    def missing(self) -> list[str]:
        """What this release does not hold, in French; to find nothing to correct or to warn of is not a lack."""
        return [
            words
            for name, words in NAMES.items()
            if name not in self.given or (name not in MAY_BE_EMPTY and self.get(name) is None)
        ]

    @cached_property
    def version(self) -> dict[str, Any]:
        """The row of the version; plain words where it is not published."""
        unknown = {"version_publication": "version non précisée", "publie_le": None, "version_precedente": None, "version_logiciel": "",
                   "est_fictif": False, "licence": "licence non précisée", "politique_version": ""}  # fmt: skip
        return next(iter(self.rows("version")), unknown)

    @cached_property
    def places(self) -> list[Place]:
        """All territories, from the widest level to the finest, then by code."""
        order = {code: rank for rank, code in enumerate(LEVELS)}
        table = self.get("territoires")
        columns = ("niveau", "territoire_code", "territoire_libelle", "est_fictif")
        rows = table.frame.select(columns).rows() if table else []
        invented = bool(self.version["est_fictif"])
        places = [Place(niveau, code, libelle, invented or fictif) for niveau, code, libelle, fictif in rows]
        return sorted(places, key=lambda place: (order.get(place.niveau, len(order)), place.code))

    def credit(self, contract: str) -> Credit:
        """The credit line of a source, as its contract writes it."""
        published = moment(self.version["publie_le"])
        for row in self.rows("sources"):
            if row["contrat"] == contract:
                if self.version["est_fictif"]:
                    return Credit(f"données fictives, à la manière de la source ({row['producteur']})", "", published)
                return Credit(row["producteur"], row["licence_source"], published)
        return Credit("non décrite dans cette publication", "", published)
