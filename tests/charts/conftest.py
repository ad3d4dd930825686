"""Figures made from the small release."""

from __future__ import annotations

import pytest

from observatory.charts.figure import Credit, Place
from observatory.disclosure.protected import ProtectedTable
from tests.publication import small


@pytest.fixture(scope="session")
def tables() -> dict[str, ProtectedTable]:
    """The small release, protected."""
    return small.protected(small.frames())


@pytest.fixture(scope="session")
def credit() -> Credit:
    """A credit line."""
    return Credit("Dihal, Baromètre", "Licence Ouverte 2.0", "23 novembre 2026")


@pytest.fixture(scope="session")
def paris() -> Place:
    """The département, whose series has every defect."""
    return Place("DEP", "75", "Paris")


@pytest.fixture(scope="session")
def ville() -> Place:
    """The commune, which held night counts in two perimeters."""
    return Place("COM", "75056", "Ville de Paris")
