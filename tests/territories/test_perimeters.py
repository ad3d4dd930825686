"""Perimeters: what a count covers, its population, and what two editions have in common."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.pipeline import sql_models
from observatory.quality.check import rows_at_fault_sql
from observatory.sources.reading import read_file
from observatory.territories.elements import counted
from observatory.territories.perimeters import from_communes, from_contract, from_iris
from tests.territories.perimeter_rows import NIGHT, PARIS, rows, shipped_communes


@pytest.fixture(scope="module")
def communes() -> pl.DataFrame:
    return shipped_communes()


def test_a_perimeter_of_communes_has_their_names_and_their_population(communes, population):
    made = from_communes("MGP", "Paris et deux communes", NIGHT, [PARIS, "93008", "93066", "93008"], communes)
    assert (made.millesime_cog, made.elements["element_code"].to_list()) == (2025, [PARIS, "93008", "93066"])
    assert made.elements["element_libelle"].to_list() == ["Paris", "Bobigny", "Saint-Denis"]
    assert made.population == population(PARIS, "93008", "93066")


def test_a_city_and_its_arrondissements_count_once(communes, population):
    assert from_communes("P", "P", NIGHT, [PARIS, "75101", "75119"], communes).population == population(PARIS)
    assert from_communes("P", "P", NIGHT, ["75101", "75119"], communes).population == population("75101", "75119")


def test_iris_belong_to_the_commune_of_their_first_five_characters(communes):
    known = pl.DataFrame({"element_code": ["751010101", "2A0040101"], "pop_reference": [900, 2500]})
    made = from_iris("I", "I", None, ["751010101", "2A0040101"], communes, known)
    assert made.elements.select("element_code", "commune_code", "ville_code").rows() == [
        ("2A0040101", "2A004", "2A004"),
        ("751010101", "75101", PARIS),
    ]
    assert made.population == 3400
    assert from_iris("I", "I", None, ["751010101"], communes).population is None, "inconnue n’est pas zéro"


def test_a_partly_covered_commune_counts_only_by_its_covered_sectors(communes, population):
    city = ("COM", PARIS, None, None, True)
    seen, unseen = ("SECTEUR", "75119-01", "75119", 400, True), ("SECTEUR", "75119-02", "75119", 600, False)
    assert from_contract(rows(city, seen, unseen), communes).population == 400
    assert from_contract(rows(city, seen), communes).population == population(PARIS)
    other = ("ARM", "75118", None, None, True)
    assert from_contract(rows(city, other, seen, unseen), communes).population == 400 + population("75118")


def test_a_group_of_communes_is_replaced_by_them_and_the_perimeter_has_the_last_word(communes, population):
    bordeaux = communes.filter(epci_code="243300316")["commune_code"].to_list()
    made = from_contract(
        rows(("SIREN_EPCI", "243300316", None, None, True), ("COM", "33063", None, None, False)), communes
    )
    assert sorted(made.elements["element_code"]) == sorted(bordeaux) and len(bordeaux) == 28
    assert made.population == population(*bordeaux) - population("33063")


def test_the_table_of_the_warehouse_counts_the_same_places(communes):
    listed = [
        rows(("COM", PARIS, PARIS, None, True), ("ARM", "75119", "75119", None, True), name="VILLE"),
        rows(
            ("COM", PARIS, PARIS, None, True),
            ("ARM", "75118", "75118", None, True),
            ("SECTEUR", "75119-01", "75119", 400, True),
            ("IRIS", "751180101", "75118", 30, True),
            ("SECTEUR", "75119-02", "75119", 600, False),
            ("TYPE_LIEU", "METRO_RER", None, None, True),
            name="SECTEURS",
        ),
        rows(("DEP", "75", None, None, True), ("SIREN_EPCI", "243300316", None, None, True), ("COM", "33063", "33063", None, False), name="GROUPE"),
    ]  # fmt: skip
    with duckdb.connect() as con:
        for schema, name, frame in [("core", "communes", communes), ("staging", "perimetre", pl.concat(listed))]:
            con.execute(f"CREATE SCHEMA {schema}")
            con.register("entree", frame)
            con.execute(f"CREATE TABLE {schema}.{name} AS FROM entree")
        con.execute(f"CREATE TABLE sortie AS {sql_models()['core.perimetres'].sql}")
        kept = set(
            con.execute("SELECT perimetre_id, element_code, pop_reference FROM sortie WHERE est_compte").fetchall()
        )
    expected = set()
    for frame in listed:
        made = from_contract(frame, communes)
        expected |= {(made.id, *row) for row in counted(made.elements).select("element_code", "pop_reference").rows()}
    assert kept == expected and len(kept) == 1 + 2 + 28


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda c: from_communes("P", "Nuit", NIGHT, ["75056", "99999"], c), "Nuit.*99999"),
        (lambda c: from_communes("P", "Nuit", NIGHT, [], c), "Nuit.*est vide"),
        (lambda c: from_iris("P", "Nuit", NIGHT, ["75101"], c), "75101.*neuf caractères"),
        (lambda c: from_iris("P", "Nuit", NIGHT, ["999990101"], c), "999990101"),
        (lambda c: from_contract(rows(("SECTEUR", "X-1", None, 1, True)), c), "X-1"),
        (lambda c: from_contract(rows(("COM", "75056", None, 1, True), vintage=2019), c), "millésime 2019"),
        (lambda c: from_contract(rows(("DEP", "99", None, 1, True)), c), "DEP 99"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_named(communes, build, message: str):
    with pytest.raises(ObservatoryError, match=message):
        build(communes)


FILE = """perimetre_id;element_type;element_code;libelle;edition_id;commune_code;millesime_cog;surface_km2;pop_reference;est_couvert;geometrie_id
PER-75056-2025;COM;75056;Paris;75056_2025-01-23;75056;2025;105,4;;true;
PER-75056-2025;SECTEUR;75119-07;La Villette;75056_2025-01-23;75119;2025;0,42;9100;Oui;g-75119-07
PER-75056-2025;SECTEUR;75119-08;Ourcq;75056_2025-01-23;75119;2025;0,40;8000;Non;g-75119-08
"""


def test_a_dropped_file_becomes_a_perimeter(catalogue, communes):
    typed = read_file(FILE.encode(), "perimetre.csv", catalogue, NIGHT).typed
    assert (typed.nb_read, typed.rows.height, typed.unknown_columns) == (3, 3, ())
    made = from_contract(typed.rows, communes, "Nuit 2025", NIGHT)
    assert made.population == 9100 and "La Villette" in made.elements["element_libelle"].to_list()


@pytest.mark.parametrize(
    ("elements", "at_fault"),
    [
        ([("COM", PARIS, PARIS, None, True), ("SECTEUR", "75119-1", "75119", 1, True)], {}),
        ([("SECTEUR", "75119-1", "75119", 1, True), ("TYPE_LIEU", "RUE", None, None, True)], {}),
        ([("COM", PARIS, PARIS, None, True), ("COM", PARIS, PARIS, None, False)], {"PER-01": 2}),
        ([("COM", PARIS, PARIS, None, True), ("SECTEUR", "93008-1", "93008", 1, True)], {"PER-02": 1}),
        ([("SECTEUR", "75119-1", None, 1, True), ("COM", PARIS, PARIS, None, True)], {"PER-02": 1}),
        ([("TYPE_LIEU", "RUE", None, None, True)], {"PER-02": 1}),
        ([("COM", PARIS, PARIS, -1, True)], {"PER-04": 1}),
    ],
)
def test_the_contract_finds_what_cannot_be_a_perimeter(catalogue, elements, at_fault: dict[str, int]):
    checks = catalogue.table("lake.perimetre").checks
    assert found_by(checks, rows(*elements)) == at_fault
    mixed = pl.concat(
        [rows(("COM", PARIS, PARIS, None, True)), rows(("COM", "93008", "93008", None, True), vintage=2024)]
    )
    assert found_by(checks, mixed) == {"PER-03": 1}


def found_by(checks, frame: pl.DataFrame) -> dict[str, int]:
    with duckdb.connect() as con:
        con.register("lot", frame.with_columns(surface_km2=pl.lit(1.0)))
        counts = {check.id: con.execute(rows_at_fault_sql("lot", check)).fetchall()[0][0] for check in checks}
    return {name: count for name, count in counts.items() if count}
