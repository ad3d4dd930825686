"""Perimeters: what a count covers, its population, and what two editions have in common."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.errors import ObservatoryError
from observatory.pipeline import sql_models
from observatory.quality.check import rows_at_fault_sql
from observatory.sources.reading import read_file
from observatory.territories.editions import (
    NEVER_COMPARABLE,
    comparable,
    constant_perimeter,
    intersection,
)
from observatory.territories.elements import counted
from observatory.territories.perimeters import Perimeter, from_communes, from_contract, from_iris

PARIS, NIGHT = "75056", date(2025, 1, 23)
CONTRACT = ["element_type", "element_code", "commune_code", "pop_reference", "est_couvert"]


@pytest.fixture(scope="module")
def communes() -> pl.DataFrame:
    """The communes that ship with the project, as core.communes gives them."""
    frame = pl.read_parquet(FOLDER / "nomenclatures" / "communes.parquet")
    return frame.filter(pl.col("type_commune").is_in(["COM", "ARM"]))


@pytest.fixture
def population(communes: pl.DataFrame):
    known = dict(communes.select("commune_code", "pop_municipale").rows())
    return lambda *codes: sum(known[code] for code in codes)


def rows(*elements: tuple, name: str = "PER-1", vintage: int = 2025) -> pl.DataFrame:
    """Rows of the contract `perimetre`."""
    kinds = [pl.String, pl.String, pl.String, pl.Int32, pl.Boolean]
    frame = pl.DataFrame(list(elements), schema=dict(zip(CONTRACT, kinds, strict=True)), orient="row")
    return frame.with_columns(
        perimetre_id=pl.lit(name),
        edition_id=pl.lit("E"),
        millesime_cog=pl.lit(vintage, pl.Int32),
        element_libelle=pl.lit(None, pl.String),
        geometrie_id="g-" + pl.col("element_code"),
    )


def sectors(name: str, communes: pl.DataFrame, **covered: bool) -> Perimeter:
    """An edition of sectors of the 19th arrondissement: the code's end → covered or not."""
    elements = [("SECTEUR", f"75119-{code[1:]}", "75119", 100, done) for code, done in covered.items()]
    vintage = communes["millesime_cog"][0]
    return from_contract(rows(*elements, name=name, vintage=vintage), communes, perimetre_code="CAMPEMENTS")


def reasons(found, edition: str) -> dict[str, str]:
    return dict(found.left_out.filter(perimetre_id=edition).select("element_code", "raison").rows())


# --- made from communes, IRIS or sectors


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


# --- what two perimeters have in common


def test_the_intersection_is_as_fine_as_the_finer_of_the_two(communes, population):
    city = from_communes("V", "Paris", None, [PARIS, "93008"], communes)
    assert intersection(city, sectors("S", communes, s01=True, s02=False)).elements["element_code"].to_list() == [
        "75119-01"
    ]
    east = from_communes("E", "Est", None, ["75119", "75120", "93066"], communes)
    both = intersection(city, east)
    assert both.elements["element_code"].to_list() == ["75119", "75120"]
    assert both.population == intersection(east, city).population == population("75119", "75120")


# --- two editions compare only over the same perimeter (NDLS-R1)


def test_two_editions_of_the_same_perimeter_compare(communes):
    assert comparable(sectors("A", communes, s1=True, s2=False), sectors("B", communes, s1=True)) == (True, None)


def test_other_sectors_another_rank_or_another_vintage_are_refused_with_two_counts_instead(communes):
    first, fewer = sectors("A", communes, s1=True, s2=True), sectors("B", communes, s1=True)
    found = comparable(first, fewer)
    assert not found.est_comparable
    assert "2 éléments couverts puis 1, 1 en commun" in found.raison and "sans pourcentage" in found.raison
    element = ("SECTEUR", "75119-1", "75119", 1, True)
    street = from_contract(rows(element, name="R"), communes, perimetre_code="ESPACE_PUBLIC")
    assert "CAMPEMENTS, puis ESPACE_PUBLIC" in comparable(fewer, street).raison
    assert "ne se compare à rien" in comparable(fewer, from_contract(rows(element), communes)).raison
    later = communes.with_columns(millesime_cog=pl.lit(2026, pl.Int32))
    assert "deux millésimes (2025, puis 2026)" in comparable(fewer, sectors("C", later, s1=True)).raison
    for both in (constant_perimeter, lambda pair: intersection(*pair)):
        with pytest.raises(ObservatoryError, match="2025.*2026.*table de passage"):
            both([fewer, sectors("C", later, s1=True)])


def test_the_ranks_that_compare_with_nothing_are_those_of_the_code_list():
    ranks = pl.read_csv(FOLDER / "nomenclatures" / "ndls_perimetre.csv", separator=";")
    assert set(ranks.filter(regroupement="X")["code"]) == set(NEVER_COMPARABLE)


# --- constant perimeter (NDLS-R2)


def test_by_code_only_what_every_edition_covers_is_kept_and_the_rest_is_named(communes):
    a = sectors("A", communes, s1=True, s2=True, s3=True, s4=False)
    b = sectors("B", communes, s1=True, s2=False, s4=True, s5=True)
    found = constant_perimeter([a, b])
    assert found.perimeter.elements["element_code"].to_list() == ["75119-1"] and found.perimeter.population == 100
    assert reasons(found, "A") == {
        "75119-2": "n’est pas couvert dans «\u202fB\u202f»",
        "75119-3": "n’existe pas dans «\u202fB\u202f»",
        "75119-4": "n’est pas couvert dans cette édition",
    }
    assert reasons(found, "B") == {
        "75119-2": "n’est pas couvert dans cette édition",
        "75119-4": "n’est pas couvert dans «\u202fA\u202f»",
        "75119-5": "n’existe pas dans «\u202fA\u202f»",
    }


def test_with_three_editions_each_one_is_told_what_another_lacks(communes):
    full = [sectors(name, communes, s1=True, s2=True) for name in "AB"]
    found = constant_perimeter([*full, sectors("C", communes, s1=True)])
    assert found.perimeter.elements["element_code"].to_list() == ["75119-1"]
    assert reasons(found, "A") == reasons(found, "B") == {"75119-2": "n’existe pas dans «\u202fC\u202f»"}
    assert reasons(found, "C") == {}


def test_a_code_that_went_to_another_commune_is_another_sector(communes):
    moved = from_contract(rows(("SECTEUR", "75119-1", "75120", 100, True), name="B"), communes)
    found = constant_perimeter([sectors("A", communes, s1=True), moved])
    assert found.perimeter.elements.is_empty()
    assert reasons(found, "A") == {"75119-1": "est dans une autre commune dans «\u202fB\u202f»"}


# --- on real outlines: the 80 quartiers of Paris as sectors


@pytest.fixture(scope="module")
def quartiers(shared: Path):
    """code → polygon in Lambert-93, in the order of codes."""
    import geopandas as gpd

    frame = gpd.read_file(shared / "reference" / "geo" / "paris" / "quartier_paris.geojson").to_crs(2154)
    return frame.set_index("c_quinsee").geometry.sort_index()


def drawn(name: str, shapes, communes: pl.DataFrame) -> tuple[Perimeter, pl.DataFrame]:
    """An edition whose sectors are these shapes (code → polygon), and the frame of its polygons."""
    elements = [("SECTEUR", code, code[:5], 10, True) for code in shapes.index]
    polygons = pl.DataFrame(
        {"geometrie_id": [f"g-{code}" for code in shapes.index], "geometrie": list(shapes.to_wkb())}
    )
    return from_contract(rows(*elements, name=name), communes, perimetre_code="CAMPEMENTS"), polygons


def test_outlines_decide_and_not_codes(quartiers, communes):
    """The same streets under other codes, one border moved by a little, one by a lot, one sector gone."""
    after = quartiers.rename(lambda code: code[:5] + "9" + code[5:])
    near, far, gone = after.index[0], after.index[40], after.index[79]
    side = after.loc[near].area ** 0.5
    after.loc[near] = after.loc[near].buffer(-side / 100)
    after.loc[far] = after.loc[far].buffer(-side / 10)
    first, before = drawn("2024", quartiers, communes)
    second, moved = drawn("2025", after.drop(gone), communes)
    found = constant_perimeter([first, second], {"2024": before, "2025": moved})
    kept = found.perimeter.elements["element_code"]
    assert set(quartiers.index) - set(kept) == {quartiers.index[40], quartiers.index[79]}
    assert found.pairs.height == 78 and found.pairs["part_commune"].min() >= 0.9
    exact = found.pairs.filter(pl.col("part_commune") > 0.9999999)
    assert exact.height == 77 and (exact["autre_code"].str.slice(6) == exact["element_code"].str.slice(5)).all()
    assert reasons(found, "2024")[quartiers.index[40]].startswith("n’a pas les mêmes limites dans «\u202f2025\u202f» (")
    assert far in reasons(found, "2024")[quartiers.index[40]] and "90\u202f% exigés" in reasons(found, "2025")[far]
    assert set(reasons(found, "2025")) == {far} and not comparable(first, second).est_comparable


def test_the_overlap_must_be_of_both_surfaces(quartiers, communes):
    """Two quartiers merged: the small one is wholly inside the new sector, and is still not the same sector."""
    merged = quartiers.iloc[:2].copy()
    merged.iloc[0] = merged.union_all()
    first, before = drawn("2024", quartiers.iloc[:2], communes)
    second, after = drawn("2025", merged.iloc[:1], communes)
    found = constant_perimeter([first, second], {"2024": before, "2025": after})
    assert found.perimeter.elements.is_empty() and found.pairs.is_empty() and found.left_out.height == 3


def test_an_outline_on_one_side_only_leaves_the_code_to_decide(quartiers, communes):
    first, before = drawn("2024", quartiers, communes)
    second, _ = drawn("2025", quartiers.iloc[:50], communes)
    found = constant_perimeter([first, second], {"2024": before})
    assert found.perimeter.elements.height == 50 and found.pairs["part_commune"].null_count() == 50


def test_an_invalid_outline_is_refused_by_its_name(quartiers, communes):
    from shapely import Polygon

    broken = quartiers.iloc[:2].copy()
    broken.iloc[1] = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    edition, outlines = drawn("2024", broken, communes)
    with pytest.raises(ObservatoryError, match=broken.index[1]):
        constant_perimeter([edition, edition], {"2024": outlines})


# --- published cases


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict]:
    text = (shared / "reference_tests" / "ndls" / "accounting.json").read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)["expected"]["perimeter_and_revision"]}


def test_no_two_editions_around_paris_compare(published, communes):
    """Case mgp-hors-paris: 9, 27, 32 then 30 communes, whose names are not published: fictional ones stand for them."""
    codes = pl.Series([f"Z{1100 + rank}" for rank in range(1, 41)])
    fictional = pl.DataFrame({"commune_code": codes, "commune_libelle": codes, "type_commune": "COM"})
    known = pl.concat([communes.head(1), fictional.with_columns(millesime_cog=2025)], how="diagonal_relaxed")
    editions = [
        from_communes(str(e["year"]), str(e["year"]), None, codes.head(e["communes"]), known, "CAMPEMENTS")
        for e in published["mgp-hors-paris"]["editions"]
    ]
    assert len(editions) == 4 and not any(comparable(a, b).est_comparable for a, b in combinations(editions, 2))
    assert constant_perimeter(editions).perimeter.elements.height == 9


def test_categories_that_only_the_second_edition_covers_are_left_out(published, communes):
    """Case brussels-2020-2022: 7 134 against 5 313 is not +34 %; on the same categories it is 6 317, +18,9 %."""
    case = published["brussels-2020-2022"]
    old, new = (("TYPE_LIEU", code, None, None, True) for code in ("RUE", "SQUAT"))
    city = ("COM", PARIS, None, None, True)
    first, second = (
        from_contract(rows(*e, name=n), communes) for n, e in (("2020", (city, old)), ("2022", (city, old, new)))
    )
    found = constant_perimeter([first, second])
    assert reasons(found, "2022") == {"SQUAT": "n’existe pas dans «\u202f2020\u202f»"}
    counts = {"RUE": case["value_1_comparable"], "SQUAT": case["new_categories"]}
    assert sum(counts.values()) == case["value_1"]
    same = sum(n for place, n in counts.items() if place in found.perimeter.elements["element_code"].to_list())
    assert same / case["value_0"] - 1 == pytest.approx(case["change_comparable"], abs=1e-8)
