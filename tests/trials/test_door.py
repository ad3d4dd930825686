"""A sample of the bad files, and those that found a fault: through the real door, each has one end that staff can read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from observatory.errors import ObservatoryError
from observatory.sources.archives import refuse_bomb
from observatory.sources.cells import read_sheets
from observatory.sources.reading import _named_file
from tests.trials import fuzz, mutations
from tests.trials.formats import as_csv, as_ods, as_xlsx

BAROMETRE = ("dep.csv", lambda lines: "\n".join(lines).replace(",", ";").encode())
MENAGES = [
    *[
        [
            "Identifiant du groupe",
            "Département du SIAO",
            "Type de fiche",
            "Début de validité",
            "Composition",
            "Nb. de personnes",
        ]
    ],
    *[[f"G-Z23-12380958{rank}", "Z23", "Personne", "2023-12-30", "10", "1"] for rank in range(3)],
]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".ods", ".parquet"])
def test_a_sample_of_mutated_files_is_read_or_refused_in_a_sentence(tmp_path: Path, catalogue, departements, kind: str):
    content = BAROMETRE[1](departements(codes=("Z11",)))
    for seed, mutation in enumerate(random.Random(kind).sample(sorted(fuzz._possible(kind)), 8)):
        case = fuzz.make_case("barometre_relogement", BAROMETRE[0], content, kind, mutation, seed)
        fate = fuzz.try_case(case, tmp_path / "maison", catalogue)
        assert fate.end != "faute", f"{fate.label} : {fate.fault}"


@pytest.mark.parametrize("partition", ["../../evade", "a\x00b", ".cache", "a/b", "a\\b"])
def test_a_cell_never_chooses_where_a_file_is_written(partition: str):
    with pytest.raises(ObservatoryError, match="contient un signe interdit"):
        _named_file(partition, "perimetre.csv")
    assert _named_file("Z1101_2025-01-23--PER", "perimetre.csv")


@pytest.mark.parametrize("missing", range(4, 60, 5))
def test_an_archive_that_lost_bytes_in_its_middle_is_refused(departements, missing: int):
    made = fuzz._zipped("a.geojson", b'{"type":"FeatureCollection"}' * 40)
    with pytest.raises(ObservatoryError):
        read_sheets(made[:30] + made[30 + missing :], "contours.zip")


def test_a_table_whose_first_column_is_empty_is_no_form(tmp_path: Path, catalogue):
    name, text = fuzz.WRITTEN_OUT["population_commune"]
    case = fuzz.make_case("population_commune", name, text.encode(), ".csv", "bytes_removed", 701400)
    assert fuzz.try_case(case, tmp_path / "maison", catalogue).end == "refuse"


def test_the_same_case_gives_the_same_bytes(departements):
    content = BAROMETRE[1](departements())
    one, again = (
        fuzz.make_case("barometre_relogement", "dep.csv", content, ".ods", "absurd_cell", 3).content for _ in "ab"
    )
    assert one == again


def test_a_cell_at_the_far_corner_of_a_sheet_is_refused_before_it_takes_all_memory(departements):
    sheet = as_xlsx([line.split(",") for line in departements()])
    refuse_bomb(sheet, "bon.xlsx")
    with pytest.raises(ObservatoryError, match="loin.xlsx : une cellule isolée, très loin du tableau.*effacez"):
        read_sheets(mutations.far_cell(sheet, random.Random(0)), "loin.xlsx")


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
def test_an_archive_that_unfolds_beyond_measure_is_refused_before_it_is_open(monkeypatch, departements, write):
    monkeypatch.setattr("observatory.sources.archives.UNFOLDED", 20_000)
    book = write([line.split(",") for line in departements(codes=tuple(f"Z{n}" for n in range(10, 60)))])
    with pytest.raises(ObservatoryError, match="gros.xlsx se déplie en plus de"):
        read_sheets(book, "gros.xlsx")


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_blank_line_of_a_file_of_persons_is_no_line(tmp_path: Path, catalogue, write):
    rows = [*MENAGES[:2], [""] * 6, *MENAGES[2:]]
    case = fuzz.Case(
        "siao_menage",
        "rows_emptied",
        700093,
        f"menages-2026-01-01{'.csv' if write is as_csv else '.xlsx'}",
        write(rows),
        3,
    )
    fate = fuzz.try_case(case, tmp_path / "maison", catalogue)
    assert (fate.end, fate.nb_read, fate.nb_quarantined) == ("accepte", 3, 0), fate.fault
