"""The country of the demonstration: the same each time, in no real place, with its vintages, and a valid tiling."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.demo.country import EPCI_CHANGE, MERGER, fictional_country
from observatory.demo.outlines import outlines_geojson
from observatory.demo.programme import accelerated
from observatory.demo.territory_files import territory_files

CODES = ["commune_code", "departement_code", "region_code", "epci_code"]
NAMES = FOLDER / "nomenclatures"


@pytest.fixture(scope="module")
def departements() -> pl.DataFrame:
    every = pl.read_csv(NAMES / "departement.csv", separator=";", infer_schema=False)
    return every.filter(pl.col("code").str.starts_with("Z")).select("code", "libelle", "region_code").sort("code")


@pytest.fixture(scope="module")
def country(departements) -> pl.DataFrame:
    return fictional_country(departements)


@pytest.fixture(scope="module")
def before(departements) -> pl.DataFrame:
    return fictional_country(departements, vintage=2023)


def bare(names: pl.Series) -> set[str]:
    """Names without what marks them as fictional, without accents, capitals or punctuation."""
    marks = r"(?i)\(fictive\)|-fictif$|-fictive$|-ville\b|^région fictive (de la|de|du|des) |^(communauté|agglomération) (de |d’)"
    plain = names.str.replace_all(marks, "").str.strip_chars().str.replace_all(marks, "").str.normalize("NFKD")
    return set(plain.str.to_lowercase().str.replace_all("œ", "oe").str.replace_all("[^a-z0-9]", ""))


def of(country: pl.DataFrame, code: str) -> dict:
    return country.row(by_predicate=pl.col("commune_code") == code, named=True)


def test_the_country_and_its_files_are_the_same_bytes_each_time(country, departements):
    assert fictional_country(departements).equals(country)
    assert territory_files(departements) == territory_files(departements)


def test_the_bytes_are_those_of_every_machine(departements):
    """Whole numbers only, up to the writing: another processor or system must find this digest."""
    digest = sha256(b"".join(content for _, content in sorted(territory_files(departements).items())))
    assert digest.hexdigest() == "9fa4ef75556396c91fa2d94dbac8a020e556c524031e61aaf20e730da7fa2db8"


def test_every_code_is_fictional_and_every_name_says_so(country):
    assert all(country[column].str.starts_with("Z").all() for column in CODES)
    assert country["commune_code"].is_unique().all() and country["commune_libelle"].is_unique().all()
    assert all(country[column].str.ends_with("(fictive)").all() for column in ("commune_libelle", "epci_libelle"))


@pytest.fixture(scope="module")
def invented(before, departements) -> set[str]:
    regions = pl.read_csv(NAMES / "region.csv", separator=";", infer_schema=False)
    fictional = regions.filter(pl.col("code").str.starts_with("Z"))["libelle"]
    return bare(pl.concat([before["commune_libelle"], before["epci_libelle"], departements["libelle"], fictional]))


def test_no_name_is_that_of_a_place_of_the_shipped_list(invented):
    shipped = pl.read_parquet(NAMES / "communes.parquet")
    lists = [
        pl.read_csv(NAMES / f"{name}.csv", separator=";", infer_schema=False) for name in ("departement", "region")
    ]
    real = pl.concat(
        [shipped[column].drop_nulls() for column in ("commune_libelle", "epci_libelle", "ept_libelle")]
        + [one.filter(~pl.col("code").str.starts_with("Z"))["libelle"] for one in lists]
    )
    assert {"vauvert", "hauterive", "metropoledelyon", "ain"} <= bare(real) and len(invented) > 200
    assert invented.isdisjoint(bare(real))


def test_no_name_is_that_of_a_commune_since_1943(invented, shared: Path):
    past = pl.read_parquet(shared / "reference" / "cog" / "table_com_historique.parquet")["com_nom"]
    assert invented.isdisjoint(bare(past.drop_nulls()))


def test_each_departement_has_its_communes_and_three_epci(country, departements):
    found = country.group_by("departement_code").agg(pl.col("epci_code").n_unique(), pl.len()).sort("departement_code")
    assert found["departement_code"].to_list() == departements["code"].to_list()
    assert found["epci_code"].to_list() == [3] * departements.height and found["len"].min() > 15


def test_the_inhabitants_are_those_of_a_small_region_of_france(country):
    by_departement = country.group_by("departement_code").agg(pl.col("pop_municipale").sum())["pop_municipale"]
    seats = country.filter(pl.col("commune_code").str.ends_with("01"))["pop_municipale"]
    assert 1_350_000 < country["pop_municipale"].sum() < 1_450_000
    assert by_departement.is_between(120_000, 240_000).all()
    assert seats.is_between(45_000, 80_000).all() and (seats >= 70_000).sum() >= 2


def test_the_scale_multiplies_the_inhabitants_and_leaves_no_commune_empty(country, departements):
    double, tiny = fictional_country(departements, scale=2), fictional_country(departements, scale=0.0001)
    assert double["pop_municipale"].to_list() == (country["pop_municipale"] * 2).to_list()
    assert tiny["pop_municipale"].min() == 1 and tiny["pop_municipale"].dtype == pl.Int64
    assert double.drop("pop_municipale").equals(country.drop("pop_municipale"))


def test_a_commune_is_absorbed_by_its_neighbour_on_1_january_2024(country, before, departements):
    small, large = of(before, MERGER.absorbed), of(before, MERGER.into)
    assert MERGER.day == date(2024, 1, 1) and small["departement_code"] == "Z22"
    assert small["epci_code"] == large["epci_code"] and (small["x"], small["y"]) == MERGER.cell
    assert abs(small["x"] - large["x"]) + abs(small["y"] - large["y"]) == 1, "elles se touchent"
    assert MERGER.absorbed not in country["commune_code"] and country.height == before.height - 1
    assert of(country, MERGER.into)["pop_municipale"] == small["pop_municipale"] + large["pop_municipale"]
    assert country["pop_municipale"].sum() == before["pop_municipale"].sum()
    assert fictional_country(departements, vintage=2024).equals(country)
    assert fictional_country(departements, vintage=2019).equals(before)


def test_a_commune_passes_to_the_epci_next_door_the_same_day(country, before):
    code = EPCI_CHANGE.commune
    old, new = of(before, code), of(country, code)
    assert EPCI_CHANGE.day == date(2024, 1, 1) and old["departement_code"] == "Z13"
    assert (old["epci_code"], new["epci_code"]) == (EPCI_CHANGE.before, EPCI_CHANGE.after)
    joined = before.filter(pl.col("epci_code") == EPCI_CHANGE.after)
    assert new["epci_libelle"] == joined["epci_libelle"][0] != old["epci_libelle"]
    gaps = (joined["x"] - old["x"]).abs() + (joined["y"] - old["y"]).abs()
    assert gaps.min() == 1 and joined["departement_code"].unique().to_list() == ["Z13"]


def test_only_these_two_changes_happen(country, before):
    kept = ["commune_code", "epci_code", "pop_municipale"]
    touched = [MERGER.absorbed, MERGER.into, EPCI_CHANGE.commune]
    same = [frame.filter(~pl.col("commune_code").is_in(touched)).select(kept) for frame in (before, country)]
    assert same[0].equals(same[1])


@pytest.mark.parametrize("vintage", [2023, 2025])
@pytest.mark.parametrize("column", ["commune_code", "epci_code", "departement_code"])
def test_outlines_tile_the_island_without_gap_or_overlap(departements, vintage, column):
    import shapely

    country = fictional_country(departements, vintage=vintage)
    features = json.loads(outlines_geojson(country, column))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    assert len(shapes) == country[column].n_unique()
    assert shapely.coverage_is_valid(shapes) and all(shape.is_valid for shape in shapes)
    assert {shape.geom_type for shape in shapes} == {"Polygon"}, "chaque territoire est d’un seul tenant"
    whole = shapely.coverage_union_all(shapes)
    assert whole.geom_type == "Polygon" and not whole.interiors, "une île, sans trou"
    west, south, east, north = shapely.total_bounds(shapes)
    assert -26 < west < east < -23 and -1 < south < north < 1, "en plein océan Atlantique, sur l’équateur"


def test_the_outlines_of_2025_cover_the_island_of_2023(country, before):
    """The cell of the absorbed commune is now in the outline of the other."""
    import shapely

    now, then = (shapely.from_geojson(outlines_geojson(frame, "region_code")) for frame in (country, before))
    assert shapely.equals_exact(now, then)


def test_the_accelerated_territories_are_of_two_waves_and_leave_most_of_the_country_out(country):
    found = accelerated(country)
    assert found.columns == ["territoire_id", "vague", "date_annonce", "niveau", "code", "commune_code"]
    waves = found.select("vague", "date_annonce").unique().sort("vague").rows()
    assert waves == [(1, date(2018, 3, 30)), (2, date(2021, 1, 28))]
    places = found.join(country, on="commune_code").select("vague", "departement_code").unique().sort(pl.all()).rows()
    assert places == [(1, "Z11"), (1, "Z21"), (2, "Z13"), (2, "Z31")]
    assert not {EPCI_CHANGE.before, EPCI_CHANGE.after} & set(found["code"])
    inside = found.filter(pl.col("commune_code") == "Z1101")["niveau"].to_list()
    assert inside == ["DEP", "COM"], "la ville est nommée, et dans son département"
    covered = country.filter(pl.col("commune_code").is_in(found["commune_code"].to_list()))
    assert 0.2 < covered["pop_municipale"].sum() / country["pop_municipale"].sum() < 0.5
