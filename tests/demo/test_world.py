"""The demonstration: the same bytes each time, nothing real in it, and something for every check to say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from observatory.demo import write_demo
from observatory.home import Home
from observatory.sources.reading import Reading, read_file


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    home = Home(tmp_path_factory.mktemp("demo"))
    return {path.relative_to(home.incoming).as_posix(): path.read_bytes() for path in write_demo(home)}


@pytest.fixture(scope="module")
def readings(files, catalogue) -> dict[str, Reading]:
    return {name: read_file(content, Path(name).name, catalogue, date(2026, 11, 23)) for name, content in files.items()}


def text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def test_the_files_are_the_same_bytes_each_time(files, tmp_path: Path):
    home = Home(tmp_path)
    again = {path.relative_to(home.incoming).as_posix(): path.read_bytes() for path in write_demo(home)}
    assert again == files and len(files) == 10
    assert {path.relative_to(home.incoming).as_posix() for path in write_demo(home)} == set(files)


def test_every_file_says_that_it_is_fictional(files):
    for name, content in files.items():
        assert "fictif" in name
        assert re.search("fictif|fictive", text(content)), name


def test_every_territory_is_fictional(readings):
    for name, reading in readings.items():
        rows = reading.typed.rows
        coded = [
            column
            for column in rows.columns
            if re.fullmatch("(territoire|commune|epci|departement|region)_code", column)
        ]
        assert coded and all(code.startswith("Z") for column in coded for code in rows[column]), name


def test_no_address_leads_anywhere(files):
    addresses = [url for content in files.values() for url in re.findall(r"https?://([^/,\s]+)", text(content))]
    assert addresses and set(addresses) == {"exemple.invalid"}, "le domaine .invalid n’existe jamais (RFC 2606)"


def test_every_source_of_figures_has_its_file(readings, catalogue):
    sources = {name for name, table in catalogue.sources.items() if not table.is_reference} - {"perimetre"}
    reference = {"cog_commune", "epci_commune", "contours"}
    assert {reading.table.short_name for reading in readings.values()} == sources | reference
    assert {r.partition for r in readings.values() if r.table.short_name == "barometre_relogement"} == {
        "DEP",
        "REG",
        "FR",
    }


def test_the_files_are_as_dirty_as_real_ones(files, readings):
    heads = {name.split("-")[-1]: content for name, content in files.items() if name.startswith("barometre")}
    assert heads["regions.csv"].startswith(b"\xef\xbb\xbf") and b"\r\n" in heads["departements.csv"]
    with pytest.raises(UnicodeDecodeError):
        heads["departements.csv"].decode("utf-8")
    refused = readings["barometre/fictif-barometre-departements.csv"].typed.quarantine
    assert refused["colonnes"].to_list() == ["territoire_code", "date_mois"]


def test_no_row_is_lost_and_few_are_refused(readings):
    for reading in readings.values():
        typed = reading.typed
        assert typed.nb_read == typed.rows.height + typed.quarantine.height and typed.quarantine.height <= 2
