"""The demonstration: the same bytes each time, nothing real in it, and something for every check to say."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.demo import write_demo
from observatory.home import Home
from observatory.sources.announced import announced_sources
from observatory.sources.reading import Reading, read_file
from tests.demo.one_siao import KEPT
from tests.demo.reading import text

READ_NOW = (
    "bailleurs", "barometre", "decomptes", "evenements", "logement_dabord", "nuits_solidarite", "objectifs", "offre", "territoires",
    "sne/fictif-sne-attributions-Z11-2025", "sne/fictif-sne-demandes-actives-2025",
)  # fmt: skip


@pytest.fixture(scope="module")
def paths(demo_home) -> dict[str, Path]:
    return {
        p.relative_to(demo_home.incoming).as_posix(): p for p in sorted(demo_home.incoming.rglob("*")) if p.is_file()
    }


@pytest.fixture(scope="module")
def readings(paths, catalogue) -> dict[str, Reading]:
    known = {
        name: path
        for name, path in paths.items()
        if name.startswith(READ_NOW)
        or (name.startswith("siao/Z11/") and name.endswith(KEPT))  # one SIAO stands for all
    }
    today = date(2026, 11, 23)
    return {name: read_file(path.read_bytes(), path.name, catalogue, today) for name, path in known.items()}


def test_only_the_files_and_the_truth_are_written(demo_home, paths):
    assert {path.name for path in demo_home.root.iterdir()} == {"incoming", "truth"}
    listed = pl.read_parquet(demo_home.truth / "fichiers.parquet")
    assert dict(listed.select("fichier", "octets").rows()) == {
        name: path.stat().st_size for name, path in paths.items()
    }
    assert all(
        hashlib.sha256(paths[name].read_bytes()).hexdigest() == key
        for name, key in listed.select("fichier", "sha256").rows()
    )


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads(tmp_path: Path):
    """In another process, with one thread, another order of hashes and without the processor's vector instructions."""
    code = (
        "import sys; from pathlib import Path; from observatory.demo import write_demo; from observatory.home import Home; "
        "write_demo(Home(Path(sys.argv[1])), seed=7, scale=0.2, years=(2022, 2024))"
    )
    elsewhere = {
        "POLARS_MAX_THREADS": "1",
        "PYTHONHASHSEED": "12",
        "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512_SKX",
    }
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(tmp_path / "a")],
        check=True,
        env=os.environ | elsewhere,
        capture_output=True,
    )
    write_demo(Home(tmp_path / "b"), seed=7, scale=0.2, years=(2022, 2024))
    first, second = (
        {p.relative_to(tmp_path / side).as_posix(): p.read_bytes() for p in (tmp_path / side).rglob("*") if p.is_file()}
        for side in "ab"
    )
    assert set(first) == set(second) and [name for name in first if first[name] != second[name]] == []


def test_another_seed_gives_another_world_in_the_same_country(tmp_path: Path):
    for seed in (1, 2):
        write_demo(Home(tmp_path / str(seed)), seed=seed, scale=0.1, years=(2023, 2024))
    one, two = (pl.read_parquet(tmp_path / seed / "truth" / "fichiers.parquet") for seed in "12")
    assert one["fichier"].to_list() == two["fichier"].to_list()
    same = one.join(two, on=["fichier", "sha256"])["fichier"]
    assert same.str.contains("^territoires/|^logement_dabord/|secteurs|evenements|pratiques|liste-des-bailleurs").all()


def test_a_new_demonstration_removes_the_files_of_the_last_one(tmp_path: Path):
    home = Home(tmp_path)
    write_demo(home, scale=0.1, years=(2022, 2024))
    mine = home.incoming / "siao" / "mon-fichier.csv"
    mine.write_text("à garder", encoding="utf-8")
    again = write_demo(home, scale=0.1, years=(2023, 2024))
    assert {p for p in home.incoming.rglob("*") if p.is_file()} == {*again, mine}


def test_every_file_says_that_it_is_fictional(paths):
    for name, path in paths.items():
        assert "fictif" in name
        assert re.search("[Ff]icti(f|ve)", text(path)), name


def test_the_truth_says_that_it_is_fictional(demo_home):
    for path in demo_home.truth.glob("*.parquet"):
        assert pl.read_parquet_metadata(path)["mention"] == "Données fictives de démonstration", path.name


def test_the_page_of_the_model_names_every_defect_and_every_table_of_the_truth(demo_home):
    page = (Path(__file__).resolve().parents[2] / "docs" / "monde-de-demonstration.md").read_text(encoding="utf-8")
    defects = pl.read_parquet(demo_home.truth / "manifeste.parquet")["defaut"].unique().to_list()
    named = {name for name in defects if not name.startswith("DOUBLON_")} | {"DOUBLON_…"}
    assert [name for name in named | {p.stem for p in demo_home.truth.iterdir()} if f"`{name}`" not in page] == []


def test_every_territory_is_fictional(readings):
    for name, reading in readings.items():
        rows = reading.typed.rows
        coded = [
            c
            for c in rows.columns
            if re.fullmatch(
                "(territoire|territoire_souhaite|commune|commune_logement|epci|departement|region|commune_sollicitation)_code|siao_dep|code_(avant|apres)|edition_id",
                c,
            )
        ]
        nowhere = reading.table.short_name == "bailleur"  # landlords, by numbers that no organisation has
        assert rows["bailleur_siren"].str.starts_with("000000").all() if nowhere else coded, name
        assert all(code.startswith("Z") for column in coded for code in rows[column].drop_nulls()), name


def test_no_address_leads_anywhere(paths):
    addresses = {url for path in paths.values() for url in re.findall(r"https?://([^/,;\s\"]+)", text(path))}
    assert addresses == {"exemple.invalid"}, "le domaine .invalid n’existe jamais (RFC 2606)"


def test_every_source_of_figures_has_its_file(readings, catalogue):
    sources = {name for name, table in catalogue.sources.items() if not table.is_reference}
    reference = {"cog_commune", "cog_mouvement", "epci_commune", "contours"}
    assert {reading.table.short_name for reading in readings.values()} == sources | reference
    levels = {r.partition for r in readings.values() if r.table.short_name == "barometre_relogement"}
    assert levels == {"DEP", "REG", "FR"}


def test_every_other_file_lies_in_the_folder_of_an_announced_source(paths, readings, catalogue):
    read = {name.split("/")[0] for name in readings}
    waiting = {name.split("/")[0] for name in paths} - read
    assert waiting == set(announced_sources(catalogue.folder))


def test_the_files_are_as_dirty_as_real_ones(paths, readings):
    heads = {name.split("-")[-1]: path.read_bytes() for name, path in paths.items() if name.startswith("barometre")}
    assert heads["regions.csv"].startswith(b"\xef\xbb\xbf") and b"\r\n" in heads["departements.csv"]
    with pytest.raises(UnicodeDecodeError):
        heads["departements.csv"].decode("utf-8")
    refused = readings["barometre/fictif-barometre-departements.csv"].typed.quarantine
    assert refused["colonnes"].to_list() == ["territoire_code", "date_mois"]


def test_no_row_is_lost_and_few_are_refused(readings):
    for reading in readings.values():
        typed = reading.typed
        assert typed.nb_read == typed.rows.height + typed.quarantine.height and typed.quarantine.height <= 2
