"""A file of a night read as the door reads it, and the checks that it fails."""

from __future__ import annotations

from datetime import date

from observatory.contracts.load import Catalogue
from observatory.lake.gate import examine
from observatory.sources.reading import Reading, read_file
from tests.scenarios.nights import EDITION

TODAY = date(2026, 11, 24)
HEAD = "edition_id;statut_resultat;secteur_id;type_lieu;compteur;couverture;nb_personnes"


def lines(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *(f"{EDITION};DEFINITIF;{row}" for row in rows)]).encode()


def read(content: bytes, catalogue: Catalogue, name: str = "decompte.csv") -> Reading:
    return read_file(content, name, catalogue, TODAY)


def failures(reading: Reading, catalogue: Catalogue) -> dict[str, str]:
    """The checks that a candidate fails, with their severity."""
    return {one.id: one.severity for one in examine(reading, TODAY, catalogue, None) if not one.passed}
