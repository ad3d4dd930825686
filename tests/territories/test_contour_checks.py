"""The checks on outlines: each fires on what it is for, and on nothing else."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from observatory.contracts.load import Catalogue
from observatory.quality.check import rows_at_fault_sql

LAKE = "(VALUES ('DEP', '75', false), ('DEP', '92', false), ('COM', '75056', false)) AS t(niveau, territoire_code, est_reparee)"
# a vintage with two communes in two départements and one EPCI, and a collectivity that has no outline anywhere
COMMUNES = """(VALUES
  (2025, '75056', 'COM', '75',  '11', '200054781', NULL),
  (2025, '92002', 'COM', '92',  '11', '200054781', '200057966'),
  (2025, '97501', 'COM', '975', NULL, NULL,        NULL),
  (2024, '93066', 'COM', '93',  '11', '200054781', NULL)
) AS t(millesime_cog, commune_code, type_commune, departement_code, region_code, epci_code, ept_code)"""


@pytest.fixture
def at_fault(catalogue: Catalogue) -> Callable[[str, str, str], int]:
    """Counts the rows that a check finds at fault in a table made of `rows`."""

    def count(table: str, check: str, rows: str) -> int:
        with duckdb.connect() as con:
            for schema in ("core", "essai"):
                con.execute(f"CREATE SCHEMA {schema}")
            con.execute(f"CREATE TABLE core.communes AS SELECT * FROM {COMMUNES}")
            con.execute(f"CREATE TABLE essai.contours AS SELECT * FROM {rows}")
            found = next(c for c in catalogue.table(table).checks if c.id == check)
            return con.execute(rows_at_fault_sql("essai.contours", found)).fetchall()[0][0]

    return count


def drawn(*rows: tuple[str, str], year: int = 2025) -> str:
    values = ", ".join(f"('{level}', '{code}', {year}, {str(code.startswith('Z')).lower()})" for level, code in rows)
    return f"(VALUES {values}) AS t(niveau, territoire_code, millesime_cog, est_fictif)"


def test_two_outlines_of_one_territory(at_fault):
    assert at_fault("lake.contours", "GEO-01", LAKE) == 0
    assert at_fault("lake.contours", "GEO-01", LAKE.replace("'92'", "'75'")) == 2


def test_repaired_outlines(at_fault):
    assert at_fault("lake.contours", "GEO-02", LAKE) == 0
    assert at_fault("lake.contours", "GEO-02", LAKE.replace("'92', false", "'92', true")) == 1


def test_outlines_and_territories_are_joined_one_to_one(at_fault):
    whole = drawn(("DEP", "75"), ("DEP", "92"), ("SIREN_EPCI", "200054781"), ("SIREN_EPT", "200057966"), ("REG", "11"))
    assert at_fault("marts.contours", "GEO-03", whole) == 0
    assert at_fault("marts.contours", "GEO-03", drawn(("DEP", "75"))) == 1, "un département sans contour"
    assert at_fault("marts.contours", "GEO-03", drawn(("DEP", "75"), ("DEP", "92"), ("DEP", "99"))) == 1
    assert at_fault("marts.contours", "GEO-03", drawn(("COM", "75056"), ("COM", "92999"))) == 2


def test_what_cannot_be_compared_is_not_at_fault(at_fault):
    assert at_fault("marts.contours", "GEO-03", drawn(("DEP", "75"), year=2018)) == 0, "aucune liste de 2018"
    assert at_fault("marts.contours", "GEO-03", drawn(("DEP", "Z11"))) == 0, "territoires fictifs"
