"""The guard of declared corrections: it holds while the source is wrong, and stops the file once it is repaired."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.contracts.reference import corrections
from observatory.lake.gate import examine
from observatory.sources.reading import read_file

RECEIVED = date(2026, 11, 23)
WRONG = {row["territoire_code"]: row["valeur_attendue"] for row in corrections().rows(named=True)}


@pytest.fixture
def guard(catalogue):
    """The result of COR-01 on a regional file made of (code, date, value)."""

    def examined(rows: list[tuple[str, str, str]]):
        lines = ["id_indicateur;code_region;date;valeur"]
        lines += [f"logement-sans-domicile-hebergement-urgence;{';'.join(row)}" for row in rows]
        reading = read_file("\n".join(lines).encode(), "f.csv", catalogue, RECEIVED)
        assert reading.typed.quarantine.is_empty()
        (result,) = [r for r in examine(reading, RECEIVED, catalogue, None) if r.id == "COR-01"]
        assert not result.technical_error
        return result

    return examined


def test_the_guard_holds_while_the_source_publishes_the_wrong_values(guard):
    assert guard([(code, "2021-04-30", value) for code, value in WRONG.items()]).passed


@pytest.mark.parametrize("repaired", [["02"], ["02", "76"], list(WRONG)])
def test_a_repaired_source_stops_the_file_and_tells_to_remove_the_correction(guard, repaired: list[str]):
    result = guard([(code, "2021-04-30", "1" if code in repaired else value) for code, value in WRONG.items()])
    assert result.is_blocking_failure and result.nb_rows == len(repaired)
    assert "la source a été réparée. Retirez la correction" in result.sentence


def test_a_territory_gone_from_the_month_of_its_correction_stops_the_file_too(guard):
    rows = [(code, "2021-04-30", value) for code, value in WRONG.items() if code != "93"]
    assert guard(rows).nb_rows == 1


def test_a_file_that_does_not_cover_the_month_is_not_concerned(guard):
    assert guard([(code, "2021-05-31", "1") for code in WRONG]).passed


def test_fictional_territories_are_not_concerned(guard):
    assert guard([("Z1", "2021-04-30", "1")]).passed
