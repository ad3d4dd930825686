"""A total never counts a person twice: the largest disjoint part of a list, and the union of its communes."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.territories.disjoint import DisjointSet, Union, largest_disjoint, union_population

COLUMNS = [
    "commune_code", "type_commune", "commune_libelle", "departement_code", "region_code", "epci_code", "epci_libelle",
    "ept_code", "commune_parente", "pop_municipale",
]  # fmt: skip
PUY, PARIS = "Clermont Auvergne Métropole", "Métropole du Grand Paris"


def frame(rows: list[tuple], vintage: int = 2025) -> pl.DataFrame:
    """core.communes of one vintage, with the columns that a list of territories needs."""
    schema = dict.fromkeys(COLUMNS, pl.String) | {"pop_municipale": pl.Int32}
    made = pl.DataFrame(rows, schema=schema, orient="row")
    return made.with_columns(millesime_cog=pl.lit(vintage), ept_libelle=pl.lit(None, pl.String))


COMMUNES = frame([
    ("63113", "COM", "Clermont-Ferrand", "63", "84", "246300701", PUY, None, None, 150),
    ("63014", "COM", "Aubière", "63", "84", "246300701", PUY, None, None, 10),
    ("63300", "COM", "Riom", "63", "84", "200070753", "CA Riom Limagne", None, None, 20),
    ("63003", "COM", "Ambert", "63", "84", "200070761", "CC Ambert Livradois", None, None, 7),
    ("43100", "COM", "Fictive-en-Velay", "43", "84", "200070761", "CC Ambert Livradois", None, None, 5),
    ("75056", "COM", "Paris", "75", "11", "200054781", PARIS, None, None, 2000),
    ("75101", "ARM", "Paris 1er", "75", "11", "200054781", PARIS, None, "75056", 15),
    ("75102", "ARM", "Paris 2e", "75", "11", "200054781", PARIS, None, "75056", 20),
    ("93066", "COM", "Saint-Denis", "93", "11", "200054781", PARIS, "200057867", None, 150),
    ("97502", "COM", "Saint-Pierre", "975", None, None, None, None, None, 6),
    ("Z1101", "COM", "Ombrevelle-Ville", "Z11", "Z1", None, None, None, None, 9),
])  # fmt: skip


def kept(found: DisjointSet) -> list[tuple[str, str]]:
    return found.retenus.select("niveau", "territoire_code").rows()


def aside(found: DisjointSet) -> dict[str, str]:
    return dict(found.ecartes.select("territoire_code", "raison").rows())


# --- what is kept, what is left aside, and why


def test_a_territory_inside_another_is_left_aside_with_the_reason():
    named = pl.DataFrame({
        "niveau": ["SIREN_EPCI", "DEP"],
        "territoire_code": ["246300701", "63"],
        "territoire_libelle": [PUY, "Puy-de-Dôme"],
    })  # fmt: skip
    found = largest_disjoint(named, COMMUNES)
    assert kept(found) == [("DEP", "63")]
    assert aside(found) == {"246300701": "Clermont Auvergne Métropole est comprise dans Puy-de-Dôme"}
    assert (found.union.nb_communes, found.union.pop_municipale) == (4, 187)


def test_of_two_that_straddle_the_one_with_more_inhabitants_is_kept():
    found = largest_disjoint([("DEP", "63"), ("SIREN_EPCI", "200070761"), ("DEP", "43")], COMMUNES)
    assert kept(found) == [("DEP", "43"), ("DEP", "63")]
    assert aside(found) == {
        "200070761": "CC Ambert Livradois chevauche le département 63 et contient le département 43"
    }


def test_many_small_ones_are_kept_when_they_cover_more_than_the_large_one():
    parts = [("SIREN_EPCI", "246300701"), ("SIREN_EPCI", "200070753"), ("SIREN_EPCI", "200070761")]
    found = largest_disjoint([("DEP", "63"), *parts], COMMUNES)
    assert sorted(kept(found)) == sorted(parts)
    assert aside(found)["63"].startswith("le département 63 chevauche CC Ambert Livradois et contient ")


def test_at_equal_coverage_the_fewest_then_the_widest():
    assert kept(largest_disjoint([("COM", "75056"), ("DEP", "75"), ("DEP", "93"), ("SIREN_EPCI", "200054781")], COMMUNES)) == [("SIREN_EPCI", "200054781")]  # fmt: skip
    found = largest_disjoint([("COM", "75056"), ("DEP", "75")], COMMUNES)
    assert kept(found) == [("DEP", "75")]
    assert aside(found) == {"75056": "Paris a les mêmes communes que le département 75"}


def test_two_territories_of_the_same_name_are_told_apart_by_their_level():
    named = pl.DataFrame(
        {"niveau": ["COM", "DEP"], "territoire_code": ["75056", "75"], "territoire_libelle": ["Paris"] * 2}
    )
    assert aside(largest_disjoint(named, COMMUNES)) == {
        "75056": "Paris (commune) a les mêmes communes que Paris (département)"
    }


def test_an_arrondissement_and_its_city_never_count_twice():
    found = largest_disjoint([("COM", "75056"), ("ARM", "75101"), ("ARM", "75102")], COMMUNES)
    assert kept(found) == [("COM", "75056")]
    assert aside(found)["75101"] == "Paris 1er est compris dans Paris"
    assert union_population([("COM", "75056"), ("ARM", "75101")], COMMUNES).pop_municipale == 2000


def test_arrondissements_without_their_city_stay_arrondissements():
    union = union_population([("ARM", "75101"), ("COM", "93066")], COMMUNES)
    assert union.communes["commune_code"].to_list() == ["75101", "93066"]
    assert (union.nb_communes, union.pop_municipale) == (2, 165)


def test_all_the_arrondissements_are_the_city_with_its_own_population():
    union = union_population([("ARM", "75101"), ("ARM", "75102")], COMMUNES)
    assert union.communes["commune_code"].to_list() == ["75056"] and union.pop_municipale == 2000


def test_where_no_population_is_known_communes_decide():
    unknown = COMMUNES.with_columns(pop_municipale=pl.lit(None, pl.Int32))
    found = largest_disjoint([("DEP", "63"), ("SIREN_EPCI", "200070761")], unknown)
    assert kept(found) == [("DEP", "63")] and found.union.pop_municipale is None and found.union.nb_communes == 4


def test_the_order_and_the_repetitions_of_the_list_change_nothing():
    listed = [("DEP", "63"), ("SIREN_EPCI", "246300701"), ("SIREN_EPCI", "200070761"), ("COM", "63113"), ("FR", "FR")]
    expected = largest_disjoint(listed, COMMUNES)
    for order in itertools.islice(itertools.permutations(listed * 2), 0, 3000, 500):
        found = largest_disjoint(list(order), COMMUNES)
        assert found.retenus.equals(expected.retenus) and found.ecartes.equals(expected.ecartes)


def test_an_empty_list_has_nothing_to_count():
    found = largest_disjoint([], COMMUNES)
    assert found.retenus.is_empty() and found.ecartes.is_empty() and found.union.pop_municipale == 0


def test_the_country_is_the_france_of_regions_and_fiction_stays_apart():
    assert union_population([("FR", "FR")], COMMUNES).pop_municipale == 2342
    assert union_population([("FR", "ZZ")], COMMUNES).communes["commune_code"].to_list() == ["Z1101"]


# --- exact, held against every possible choice


@pytest.mark.parametrize("seed", range(12))
def test_the_choice_is_the_best_of_all_choices(seed: int):
    dice = random.Random(seed)
    codes = [f"01{n:03}" for n in range(1, 13)]
    rows = [
        (code, "COM", code, dice.choice(["01", "02", "03"]), "84", dice.choice(["111111111", "222222222", "333333333", None]), "e",
         dice.choice(["444444444", "555555555", None]), None, dice.choice([0, 3, 8, None]))
        for code in codes
    ]  # fmt: skip
    communes = frame(rows)
    columns = {"DEP": "departement_code", "SIREN_EPCI": "epci_code", "SIREN_EPT": "ept_code", "COM": "commune_code"}
    sets = {
        (level, code): set(communes.filter(pl.col(column) == code)["commune_code"])
        for level, column in columns.items()
        for code in communes[column].drop_nulls().unique()
    }
    listed = dice.sample(sorted(sets), min(len(sets), 13))
    population = dict(communes.select("commune_code", pl.col("pop_municipale").fill_null(0)).rows())

    def worth(choice: tuple) -> tuple[int, int, int]:
        taken = [commune for key in choice for commune in sets[key]]
        return (
            (sum(population[c] for c in taken), len(taken), -len(choice))
            if len(taken) == len(set(taken))
            else (-1, 0, 0)
        )

    choices = itertools.chain.from_iterable(itertools.combinations(listed, n) for n in range(1, len(listed) + 1))
    assert worth(tuple(kept(largest_disjoint(listed, communes)))) == max(map(worth, choices))


# --- refusals


def test_an_unknown_code_is_refused_by_name():
    with pytest.raises(ObservatoryError, match=r"Territoire inconnu au millésime 2025\u202f: SIREN_EPCI 999999999\."):
        union_population([("DEP", "63"), ("SIREN_EPCI", "999999999")], COMMUNES)


def test_an_epci_of_a_vintage_without_its_list_says_so():
    without = COMMUNES.with_columns(epci_code=pl.lit(None, pl.String), millesime_cog=pl.lit(2026))
    with pytest.raises(ObservatoryError, match="La composition des EPCI n’est pas connue au millésime 2026"):
        largest_disjoint([("SIREN_EPCI", "246300701")], without)


def test_a_level_without_communes_and_mixed_vintages_are_refused():
    with pytest.raises(ObservatoryError, match="niveau sans communes.*SECTEUR"):
        largest_disjoint([("SECTEUR", "75119-07")], COMMUNES)
    with pytest.raises(ObservatoryError, match="plusieurs millésimes"):
        union_population([("DEP", "63")], pl.concat([COMMUNES, COMMUNES.with_columns(millesime_cog=pl.lit(2024))]))


# --- every territory of France at once


@pytest.fixture(scope="module")
def france() -> pl.DataFrame:
    """The communes of the extract that ships with the project."""
    from observatory.contracts.load import FOLDER

    shipped = pl.read_parquet(Path(FOLDER) / "nomenclatures" / "communes.parquet")
    return shipped.filter(pl.col("type_commune").is_in(["COM", "ARM"]))


def test_all_the_territories_of_france_at_once_in_a_few_seconds(france: pl.DataFrame):
    columns = {"REG": "region_code", "DEP": "departement_code", "SIREN_EPCI": "epci_code", "SIREN_EPT": "ept_code"}
    real = france.filter(pl.col("region_code").is_not_null())
    listed = pl.concat(
        [
            real.select(niveau=pl.lit(level), territoire_code=code).drop_nulls().unique()
            for level, code in columns.items()
        ]
    )
    started = time.perf_counter()
    found = largest_disjoint(pl.concat([listed, pl.DataFrame({"niveau": ["FR"], "territoire_code": ["FR"]})]), france)
    assert kept(found) == [("FR", "FR")] and found.ecartes.height == listed.height > 1300
    without_regions = largest_disjoint(listed.filter(pl.col("niveau") != "REG"), france)
    assert without_regions.retenus["niveau"].value_counts().rows() == [("DEP", 101)]
    assert without_regions.union.communes["commune_code"].is_unique().all()
    assert time.perf_counter() - started < 10


def test_a_union_is_a_frame_of_communes_with_its_total(france: pl.DataFrame):
    union = union_population([("SIREN_EPCI", "200046977"), ("DEP", "69"), ("ARM", "69381")], france)
    assert isinstance(union, Union) and union.nb_communes == union.communes.height
    assert union.communes["pop_municipale"].sum() == union.pop_municipale
    assert not union.communes["type_commune"].str.contains("ARM").any()
