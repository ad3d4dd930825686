"""Who is the same person, held against the truth of the demo world: three keys, from the one that splits to the one that
joins."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from observatory.pseudonyms.key import read_key
from observatory.sources.reading import read_file

KEYS = ("cle_fiche", "cle_personne", "cle_personne_centrale", "cle_personne_large")


@pytest.fixture(scope="module")
def people(demo_home, catalogue) -> pl.DataFrame:
    """Each file of persons of the country, every other year, with its keys and the person behind it."""
    found = []
    for path in sorted(demo_home.incoming.glob("siao/*/*-personnes-202[0246]-*.csv")):
        reading = read_file(path.read_bytes(), path.name, catalogue, date(2026, 11, 24), None, demo_home)
        assert reading.typed.quarantine.is_empty()
        found.append(reading.typed.rows.select("siao_dep", *KEYS))
    files = pl.concat(found).unique(["siao_dep", "cle_fiche"], keep="last", maintain_order=True)
    truth = pl.read_parquet(demo_home.truth / "identites.parquet")
    keys = read_key("siao", demo_home).pseudonyms("fiche", truth["fiche_id"].str.to_uppercase())
    return files.join(truth.with_columns(cle_fiche=pl.Series(keys)), on=["siao_dep", "cle_fiche"])


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
