"""Who is the same person, held against the truth of the demo world: three keys, from the one that splits to the one that
joins."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.home import Home
from observatory.pseudonyms.key import read_key
from observatory.sources.reading import read_file

KEYS = ("cle_fiche", "cle_personne", "cle_personne_centrale", "cle_personne_large")


@pytest.fixture(scope="module")
def people(demo_home, catalogue) -> pl.DataFrame:
    """Each file of persons of the country, every other year, with its keys and the person behind it."""
    return one_row_each(recognised(demo_home, catalogue, "siao/*/*-personnes-202[0246]-*.csv"))


@pytest.fixture(scope="module")
def exact_people(demo_home, catalogue) -> pl.DataFrame:
    """Every extraction of two SIAO, exact keys."""
    return recognised(demo_home, catalogue, "siao/Z[12]2/*-personnes-*.csv")


@pytest.fixture(scope="module")
def linked_people(demo_home, linking) -> pl.DataFrame:
    """The same extractions, with the probabilistic linkage."""
    return recognised(demo_home, linking, "siao/Z[12]2/*-personnes-*.csv")


def recognised(demo_home: Home, catalogue: Catalogue, which: str) -> pl.DataFrame:
    """Each file of a person in each extraction, with its keys and the person behind it."""
    found = []
    for path in sorted(demo_home.incoming.glob(which)):
        reading = read_file(path.read_bytes(), path.name, catalogue, date(2026, 11, 24), None, demo_home)
        assert reading.typed.quarantine.is_empty()
        found.append(reading.typed.rows.select("siao_dep", "date_extraction", "methode_cles", *KEYS).unique())
    files = pl.concat(found).sort("siao_dep", "date_extraction", "cle_fiche")
    truth = pl.read_parquet(demo_home.truth / "identites.parquet")
    keys = read_key("siao", demo_home).pseudonyms("fiche", truth["fiche_id"].str.to_uppercase())
    truth = truth.drop("date_extraction").with_columns(cle_fiche=keys)
    return files.join(truth.unique(["siao_dep", "cle_fiche"]), on=["siao_dep", "cle_fiche"], maintain_order="left")


def one_row_each(files: pl.DataFrame) -> pl.DataFrame:
    """Each file of a person once, as the first extraction that has it recognised it (`staging.siao_personne`)."""
    return files.unique(["siao_dep", "cle_fiche"], keep="first", maintain_order=True)


def pairs(people: pl.DataFrame, *columns: str) -> int:
    """How many pairs of files these columns hold for the same person, inside a SIAO."""
    size = people.group_by("siao_dep", *columns).len()["len"].cast(pl.Int64)
    return int((size * (size - 1) // 2).sum())


def test_the_number_of_persons_stands_in_its_band(people: pl.DataFrame):
    numbers = [people.select("siao_dep", key).n_unique() for key in KEYS]
    truth = people.select("siao_dep", "personne_id").n_unique()
    assert all(more >= less for more, less in pairwise(numbers)), "chaque clé réunit au moins autant que la précédente"
    strict, central, large = numbers[1:]
    assert large <= truth <= central <= strict < numbers[0]
    assert abs(central / truth - 1) < 0.01 and large / truth > 0.96


@pytest.mark.parametrize(
    ("key", "precision", "recall"),
    [("cle_personne", 1.0, 0.5), ("cle_personne_centrale", 1.0, 0.65), ("cle_personne_large", 0.2, 1.0)],
)
def test_what_each_key_finds_and_how_often_it_is_wrong(people: pl.DataFrame, key: str, precision: float, recall: float):
    right, made, true = pairs(people, key, "personne_id"), pairs(people, key), pairs(people, "personne_id")
    assert true > 20 and right / made >= precision and right / true >= recall


def test_every_writing_error_that_a_key_promises_to_forgive_is_forgiven(people: pl.DataFrame):
    first = people.filter(pl.col("distorsion").is_null())
    again = people.filter(pl.col("distorsion").is_not_null())
    both = first.join(again, on=["siao_dep", "personne_id"], suffix="_2")
    forgiven = {
        "cle_personne_centrale": {"IDENTIQUE", "SANS_ACCENTS", "NOM_PRENOM_INVERSES", "JOUR_MOIS_INVERSES"},
        "cle_personne_large": {"LETTRE_PERDUE", "NE_LE_1ER_JANVIER"},
    }
    for key, kinds in forgiven.items():
        mine = both.filter(pl.col("distorsion_2").is_in(list(kinds)))
        assert mine.height and (mine[key] == mine[f"{key}_2"]).all(), key


def test_the_probabilistic_linkage_finds_more_and_hardly_errs(exact_people: pl.DataFrame, linked_people: pl.DataFrame):
    assert exact_people["methode_cles"].unique().to_list() == ["EXACTE"]
    assert linked_people["methode_cles"].unique().to_list() == ["PROBABILISTE_1"]
    assert linked_people["cle_personne"].equals(exact_people["cle_personne"]), "la clé stricte ne change pas"
    before, after = one_row_each(exact_people), one_row_each(linked_people)
    true = pairs(before, "personne_id")
    assert true > 20 and pairs(before, "cle_personne_centrale", "personne_id") / true < 0.85
    for key, precision in (("cle_personne_centrale", 0.99), ("cle_personne_large", 0.9)):
        right, made = pairs(after, key, "personne_id"), pairs(after, key)
        assert right / made >= precision and right / true >= 0.95, (key, right / made, right / true)


def test_in_every_extraction_the_band_holds_the_truth_and_is_narrow(linked_people: pl.DataFrame):
    for _, files in linked_people.group_by("siao_dep", "date_extraction"):
        strict, central, large = (files[key].n_unique() for key in KEYS[1:])
        truth = files["personne_id"].n_unique()
        assert large <= truth <= strict and large <= central <= strict
        assert abs(central / truth - 1) < 0.003 and large / truth > 0.995


def test_over_the_years_the_band_stays_in_order(linked_people: pl.DataFrame):
    files = one_row_each(linked_people)
    numbers = [files.select("siao_dep", key).n_unique() for key in KEYS]
    assert all(more >= less for more, less in pairwise(numbers))
    assert abs(numbers[2] / files.select("siao_dep", "personne_id").n_unique() - 1) < 0.002
