"""Version n of a contract reads what version n−1 wrote, of persons too, whose originals are gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import FOLDER, Catalogue, load_catalogue
from observatory.errors import ObservatoryError
from observatory.home import PROJECT, Home
from observatory.lake.gate import examine
from observatory.lake.partitions import last_good, manifests, parquet_path, refresh
from observatory.pipeline import open_for_build
from observatory.pseudonyms.key import key_path
from observatory.sources.intake import receive
from observatory.sources.reading import read_file

CONTRACT, NAME = "siao_menage", "fictif-menages-2026-03-01.csv"
HEAD = "Identifiant du groupe;Département du SIAO;Type de fiche;Début de validité;Composition;Nb. de personnes;Nb. d'adultes;Nb. de mineurs"
LINES = [f"G-{rank};Z12;Groupe;01/02/2026;40;3;1;2" for rank in range(4)]
ADDED = "      - {name: nb_animaux, logicalType: integer, physicalType: INTEGER, classification: public, description: Animaux du ménage."


def file_of(head: str = HEAD, lines: list[str] = LINES) -> bytes:
    return "\n".join([head, *lines]).encode()


@pytest.fixture
def lived_in(home: Home, catalogue: Catalogue) -> Home:
    """A home where an export was received and read under the contract of today, which will be the former one."""
    path = home.incoming / NAME
    path.write_bytes(file_of())
    receive(home, path, catalogue)
    (outcome,) = refresh(home, catalogue, CONTRACT, "v1")
    assert outcome.is_kept and outcome.nb_typed == 4
    return home


@pytest.fixture
def next_version(tmp_path: Path) -> Callable[..., Catalogue]:
    """The contracts with a following version of that of households, whose lines were changed."""

    def made(*changes: tuple[str, str]) -> Catalogue:
        folder = tmp_path / "suivante" / "data_contracts"
        shutil.copytree(FOLDER, folder)
        (folder.parent / "dbt_like_sql").symlink_to(PROJECT / "dbt_like_sql")
        path = folder / f"lake.{CONTRACT}.yaml"
        text = path.read_text(encoding="utf-8")
        for before, after in (("version: 1.0.0", "version: 2.0.0"), *changes):
            assert before in text
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
        return load_catalogue(folder)

    return made


RENAMED = ("nb_adultes_menage", "nb_majeurs_menage")
NAMED = ("{property: alias, value: [nb_d_adultes]}", "{property: alias, value: [nb_d_adultes]}, {property: anciensNoms, value: [nb_adultes_menage]}")  # fmt: skip
OPTIONAL = ("      - {name: empreinte_cle,", f"{ADDED}}}\n      - {{name: empreinte_cle,")
NO_TYPE = (
    "      - {name: type_fiche, logicalType: string",
    "      - {name: nb_fiches, required: false, logicalType: string",
)
PREVIOUS = ("SELECT ligne_source FROM {batch} WHERE composition_code IN", "SELECT ligne_source FROM {batch} WHERE (SELECT sum(nb_majeurs_menage) + count(nb_animaux) FROM precedent) <> 4 OR composition_code IN")  # fmt: skip


def test_a_stored_export_of_persons_is_read_again_without_its_original_nor_the_key(
    lived_in: Home, next_version, monkeypatch, tmp_path: Path
) -> None:
    before = pl.read_parquet(parquet_path(lived_in, CONTRACT, "Z12-2026-03-01"))
    monkeypatch.setenv("OBSERVATORY_CLES", str(tmp_path / "sans-cle"))
    assert not key_path("siao").exists() and not list(lived_in.raw.rglob("*.csv"))
    (outcome,) = refresh(lived_in, next_version(RENAMED, NAMED, OPTIONAL, NO_TYPE, PREVIOUS), CONTRACT, "v2")
    assert outcome.is_kept and outcome.is_new and not [r for r in outcome.results if r.technical_error]
    assert {result.id: result.passed for result in outcome.results}["MNG-05"], "la part précédente se compare"
    after = pl.read_parquet(parquet_path(lived_in, CONTRACT, "Z12-2026-03-01"))
    assert after["nb_majeurs_menage"].to_list() == before["nb_adultes_menage"].to_list() == [1, 1, 1, 1]
    assert after["nb_animaux"].null_count() == 4 and "type_fiche" not in after.columns
    assert after["cle_menage"].equals(before["cle_menage"])
    assert [entry["version_contrat"] for entry in manifests(lived_in, CONTRACT)] == ["2.0.0"]


def test_a_partition_of_the_former_version_is_seen_under_the_contract_of_today(lived_in: Home, next_version) -> None:
    catalogue = next_version(RENAMED, NAMED, OPTIONAL, NO_TYPE)
    with open_for_build(lived_in, catalogue) as con:
        seen = con.sql(f"FROM lake.{CONTRACT}").pl()
    assert seen.columns == [column.name for column in catalogue.sources[CONTRACT].columns]
    assert seen["nb_majeurs_menage"].to_list() == [1, 1, 1, 1] and seen["nb_animaux"].null_count() == 4
    assert seen["version_contrat"].unique().to_list() == ["1.0.0"]


def test_a_renamed_column_whose_former_name_is_not_told_is_empty_in_what_was_stored(
    lived_in: Home, next_version
) -> None:
    (outcome,) = refresh(lived_in, next_version(RENAMED, OPTIONAL), CONTRACT, "v2")
    assert outcome.is_kept
    assert pl.read_parquet(parquet_path(lived_in, CONTRACT, outcome.partition))["nb_majeurs_menage"].null_count() == 4


def test_a_new_column_that_every_file_must_have_is_told_and_the_former_partition_stays(
    lived_in: Home, next_version
) -> None:
    required = ("      - {name: empreinte_cle,", f"{ADDED[:-1]}, required: true}}\n      - {{name: empreinte_cle,")
    before = {path.name: path.read_bytes() for path in (lived_in.lake / CONTRACT).iterdir()}
    with pytest.raises(ObservatoryError) as refused:
        refresh(lived_in, next_version(required), CONTRACT, "v2")
    for words in (
        "lu sous la version 1.0.0 du contrat lake.siao_menage",
        "la 2.0.0",
        "il y manque : nb_animaux",
        "facultative",
    ):
        assert words in str(refused.value)
    assert {path.name: path.read_bytes() for path in (lived_in.lake / CONTRACT).iterdir()} == before
    assert last_good(lived_in, CONTRACT, "Z12-2026-03-01") is not None


def test_a_producer_who_has_not_changed_is_read_and_compared_as_before(lived_in: Home, next_version) -> None:
    catalogue = next_version(RENAMED, NAMED, OPTIONAL, PREVIOUS)
    more = [*LINES, "G-9;Z12;Groupe;01/02/2026;40;3;1;2"]
    reading = read_file(file_of(lines=more), NAME, catalogue, date(2026, 3, 2), home=lived_in)
    results = examine(reading, date(2026, 3, 2), catalogue, last_good(lived_in, CONTRACT, reading.partition), lived_in)
    assert reading.typed.rows.height == 5 and not [r for r in results if r.technical_error or not r.passed]


def test_former_names_never_hide_a_column_of_today(catalogue: Catalogue) -> None:
    for table in catalogue.tables.values():
        former = [name for column in table.columns for name in column.former_names]
        assert not set(former) & {column.name for column in table.columns} and len(former) == len(set(former)), (
            table.name
        )
