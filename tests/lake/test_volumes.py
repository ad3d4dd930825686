"""A jump of the number of lines holds a file back until someone says that it is right."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.gate import examine
from observatory.lake.partitions import manifests, refresh
from observatory.lake.volumes import CHECK, REPLACED, Volume, confirm_volumes, expected_lines
from observatory.sources.intake import receive
from observatory.sources.reading import read_file

CONTRACT = "barometre_relogement"
MONTHS = {f"Z11-2025-{month:02}": lines for month, lines in enumerate((100, 120, 110, 90, 3000, 105, 95, 115), start=1)}


def dropped(home: Home, catalogue, name: str, lines: list[str]):
    path = home.incoming / name
    path.write_text("\n".join(lines), encoding="utf-8")
    receive(home, path, catalogue)
    (outcome,) = refresh(home, catalogue, CONTRACT, "r")
    return outcome


@pytest.fixture
def long(departements) -> list[str]:
    """A file of more lines than the fewest that the check looks at."""
    return departements(("Z11", "Z12", "Z13", "Z21", "Z22"))


def test_a_file_is_held_against_the_one_that_it_replaces():
    assert expected_lines({"DEP": 700, "REG": 90}, "DEP") == (700, "le fichier qu’il remplace")


def test_a_new_month_is_held_against_the_median_of_the_six_before_it():
    assert expected_lines(MONTHS, "Z11-2025-09") == (108, "la médiane des 6 périodes précédentes")


@pytest.mark.parametrize("partition", ["Z12-2025-09", "Z11-2025-03", "Z11-2024-12", "complet", "Z2101_2025-01-23"])
def test_another_series_too_few_months_or_no_month_says_nothing(partition):
    held = {name: lines for name, lines in MONTHS.items() if name != partition}
    assert expected_lines(held, partition) == (None, "")


def test_extractions_of_a_day_are_a_series_too():
    held = {f"Z11-2025-{month:02}-01": 1000 * month for month in range(1, 5)}
    assert expected_lines(held, "Z11-2025-05-01") == (2500, "la médiane des 4 périodes précédentes")


def test_a_file_with_half_the_lines_replaces_nothing_and_says_by_how_much(home, catalogue, long):
    first = dropped(home, catalogue, "tout.csv", long)
    second = dropped(home, catalogue, "moitie.csv", [long[0], *long[1:25]])
    assert first.is_kept and not second.is_kept
    assert [result.id for result in second.results if result.is_blocking_failure] == [CHECK]
    assert second.jump.startswith("60 % de lignes en moins") and "le fichier qu’il remplace" in second.jump
    assert manifests(home, CONTRACT)[0]["fichier_nom"] == "tout.csv"


def test_half_the_lines_of_the_months_before_is_not_yet_a_jump(home, catalogue, long):
    reading = read_file("\n".join(long).encode(), "x.csv", catalogue, date(2026, 1, 1))
    found = {
        said_by: {
            lines: CHECK
            in {
                r.id
                for r in examine(reading, date(2026, 1, 1), catalogue, None, None, Volume(lines, said_by))
                if not r.passed
            }
            for lines in (24, 30, 99, 110, 119, 121)
        }
        for said_by in (REPLACED, "la médiane des 6 périodes précédentes")
    }
    assert [lines for lines, held in found[REPLACED].items() if held] == [110, 119, 121]
    assert [lines for lines, held in found["la médiane des 6 périodes précédentes"].items() if held] == [121]


def test_once_confirmed_it_replaces_and_stays_confirmed(home, catalogue, long):
    dropped(home, catalogue, "tout.csv", long)
    dropped(home, catalogue, "moitie.csv", [long[0], *long[1:25]])
    confirm_volumes(home, CONTRACT, ["DEP"])
    (outcome,) = refresh(home, catalogue, CONTRACT, "r2")
    assert outcome.is_kept and outcome.nb_before == 60
    assert manifests(home, CONTRACT)[0]["fichier_nom"] == "moitie.csv"
    (again,) = refresh(home, catalogue, CONTRACT, "r3")
    assert again.is_kept and not again.is_new and again.nb_before == 60


def test_what_was_not_received_cannot_be_confirmed(home, catalogue, long):
    dropped(home, catalogue, "tout.csv", long)
    with pytest.raises(ObservatoryError, match="Parts reçues : DEP") as refusal:
        confirm_volumes(home, CONTRACT, ["REG"])
    assert "aucun volume n’a été confirmé" in str(refusal.value)
