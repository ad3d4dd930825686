"""Answers for perimeters that a reader chooses: the same records give the same number, which is not the true one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from observatory.disclosure.cell_key import WIDE, answer, fingerprints, noisy_counts, record_keys
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.perturbation import PerturbationTable

SECRET = bytes(range(32))
TABLE = PerturbationTable.build()


def people(n: int = 3000, modulus: int = WIDE) -> pl.DataFrame:
    """Fictional persons in 8 communes of 2 départements, by sexe."""
    draw = np.random.default_rng(5)
    commune = draw.integers(0, 8, n)
    frame = pl.DataFrame(
        {"id": [f"P{i}" for i in range(n)], "commune": commune, "dep": commune // 4, "sexe": draw.choice(["F", "H"], n)}
    )
    return frame.with_columns(record_keys(frame["id"], SECRET, modulus).alias("cle"))


def count(records: pl.DataFrame, **options: int) -> int | None:
    return noisy_counts(records, [], "cle", TABLE, **options)["nombre"].item()


# --- keys


def test_a_key_depends_on_the_identifier_and_the_secret_only():
    identifiers = pl.Series("id", ["a", "b", "a", "é"])
    keys = record_keys(identifiers, SECRET)
    assert keys[0] == keys[2]
    assert record_keys(identifiers.reverse(), SECRET).reverse().to_list() == keys.to_list()
    assert record_keys(identifiers, SECRET[::-1], WIDE).to_list() != record_keys(identifiers, SECRET, WIDE).to_list()


def test_keys_fill_their_range_evenly():
    keys = people(25_600, 256)["cle"].to_numpy()
    held = np.bincount(keys, minlength=256)
    assert len(held) == 256
    assert ((held - 100) ** 2 / 100).sum() < 350  # χ² at 255 degrees of freedom: 350 is passed once in 10 000


@pytest.mark.parametrize(
    ("identifiers", "secret", "modulus", "sentence"),
    [
        (["a"], b"trop court", 256, "moins de 32 octets"),
        (["a", None], SECRET, 256, "pas d’identifiant"),
        (["a", ""], SECRET, 256, "pas d’identifiant"),
        (["a"], SECRET, 1, "entre 2 et"),
    ],
)
def test_weak_secrets_and_missing_identifiers_are_refused(
    identifiers: list[str | None], secret: bytes, modulus: int, sentence: str
):
    with pytest.raises(DisclosureError, match=sentence):
        record_keys(pl.Series("id", identifiers, dtype=pl.String), secret, modulus)


# --- the table


@pytest.mark.parametrize(("max_noise", "variance", "small"), [(3, 2.5, 3), (5, 4.0, 1), (4, 2.2, 3), (2, 1.0, 1)])
def test_noise_has_mean_zero_and_the_variance_asked_for(max_noise: int, variance: float, small: int):
    noise = PerturbationTable.build(max_noise=max_noise, variance=variance, small=small).noise.astype(int)
    assert (noise.sum(axis=1) == 0).all()
    assert np.abs(noise).max() <= max_noise
    assert not noise[0].any()
    assert noise[1:].var(axis=1) == pytest.approx(variance, rel=0.05)


def test_no_noisy_count_is_negative_or_too_small_to_be_shown():
    counts = np.arange(50).repeat(256)
    noisy = TABLE.apply(counts, np.tile(np.arange(256), 50))
    assert set(noisy.tolist()) & {-2, -1, 1, 2} == set()
    assert (noisy[counts == 0] == 0).all()
    assert {0, 3} <= set(noisy[counts == 2].tolist())


def test_noise_is_the_most_uncertain_of_its_mean_and_variance():
    """p ∝ exp(λd + μd²) with λ = 0 for large counts: log p is a parabola in d."""
    wide = PerturbationTable.build(modulus=2**14).noise[-1]
    logs = np.log(np.unique(wide, return_counts=True)[1])
    assert np.diff(logs, 3) == pytest.approx(0, abs=0.02)
    assert logs == pytest.approx(logs[::-1], abs=0.01)


@pytest.mark.parametrize(
    "impossible",
    [{"variance": 3.0}, {"variance": 2.0}, {"variance": 0}, {"small": 9}, {"max_noise": 0}, {"modulus": 2}],
)
def test_a_noise_that_does_not_exist_is_refused(impossible: dict):
    with pytest.raises(DisclosureError, match=r"Aucun bruit|Table de bruit"):
        PerturbationTable.build(**impossible)


# --- answers


def test_the_same_records_give_the_same_number_in_any_order_and_by_any_question():
    frame = people()
    first = noisy_counts(frame, ["commune", "sexe"], "cle", TABLE)
    again = noisy_counts(frame.sample(fraction=1, shuffle=True, seed=1), ["commune", "sexe"], "cle", TABLE)
    assert first.equals(again)
    women = frame.filter(pl.col("sexe") == "F", pl.col("commune") == 3)
    others = frame.filter(~((pl.col("sexe") == "H") | (pl.col("commune") != 3)))
    expected = first.row(by_predicate=(pl.col("commune") == 3) & (pl.col("sexe") == "F"))[2]
    assert count(women) == count(others) == expected


def test_asking_a_hundred_times_does_not_average_the_noise_out():
    frame = people().with_columns(useless=pl.int_range(pl.len()))
    perimeter = pl.col("dep") == 1
    numbers = {count(frame.filter(perimeter, pl.col("useless") >= -k), base=1) for k in range(100)}
    assert len(numbers) == 1
    assert numbers != {frame.filter(perimeter).height}


def test_two_perimeters_that_differ_by_one_person_do_not_say_so():
    frame = people(600)
    whole = count(frame, base=1)
    assert whole is not None
    without = [count(frame.filter(pl.int_range(pl.len()) != i), base=1) or 0 for i in range(600)]
    gaps = whole - np.array(without)
    assert (gaps == 1).mean() < 0.35
    assert len(set(gaps.tolist())) >= 5
    assert {count(frame.head(n)) % 5 for n in range(300, 320)} == {0}


def test_counts_under_the_threshold_are_hidden_and_so_is_an_empty_cell():
    frame = people(400).filter((pl.col("commune") != 2) | (pl.col("sexe") == "H"))
    few = pl.concat([frame.filter(pl.col("commune") != 3), frame.filter(pl.col("commune") == 3).head(5)])
    result = noisy_counts(few, ["commune", "sexe"], "cle", TABLE)
    assert result.height == 16
    hidden = result.filter(pl.col("statut") == "MASQUE")
    assert hidden.filter(pl.col("commune") == 2)["sexe"].to_list() == ["F"]
    assert hidden.filter(pl.col("commune") == 3).height == 2
    assert hidden["nombre"].null_count() == hidden.height
    assert result.filter(pl.col("statut") == "PUBLIE")["nombre"].min() >= 10


def test_a_cell_that_is_asked_for_and_that_no_one_is_in_looks_like_a_small_one():
    asked = pl.DataFrame({"commune": [1, 77], "sexe": ["F", "F"]})
    assert noisy_counts(people(), ["commune", "sexe"], "cle", TABLE, asked=asked)["statut"].to_list() == [
        "PUBLIE",
        "MASQUE",
    ]
    assert noisy_counts(people().clear(), [], "cle", TABLE)["statut"].to_list() == ["MASQUE"]


# --- one protection per cell


def test_a_cell_that_a_family_holds_keeps_its_published_value_and_state():
    published = pl.DataFrame(
        {"commune": [0, 1, 2], "nombre": [123456, None, 0], "statut": ["PUBLIE", "MASQUE", "PUBLIE"]}
    )
    result = answer(people(), ["commune"], "cle", TABLE, published)
    assert result.head(3).rows() == [(0, 123456, "PUBLIE"), (1, None, "MASQUE"), (2, 0, "PUBLIE")]
    assert result.tail(5).equals(noisy_counts(people(), ["commune"], "cle", TABLE).tail(5))


def test_a_departement_asked_as_the_list_of_its_communes_gets_the_published_value():
    frame = people()
    published = fingerprints(frame, ["dep"], "cle").with_columns(nombre=pl.lit(777), statut=pl.lit("PUBLIE"))
    mine = frame.with_columns(perimetre=pl.when(pl.col("commune").is_in([4, 5, 6, 7])).then(pl.lit("le mien")))
    chosen = mine.drop_nulls("perimetre")
    assert answer(chosen, ["perimetre"], "cle", TABLE, published)["nombre"].to_list() == [777]
    assert answer(chosen.head(-1), ["perimetre"], "cle", TABLE, published)["nombre"].to_list() != [777]


def test_empty_cells_are_not_taken_for_one_another():
    published = pl.DataFrame({"empreinte": ["0-0", "0-0"], "nombre": [0, None], "statut": ["PUBLIE", "MASQUE"]})
    assert answer(people().clear(), [], "cle", TABLE, published)["statut"].to_list() == ["MASQUE"]


@pytest.mark.parametrize(
    ("published", "sentence"),
    [
        ({"nombre": [1], "statut": ["PUBLIE"]}, "ne disent pas leur nom"),
        ({"commune": [1], "statut": ["PUBLIE"]}, "ne disent pas leur nom"),
        ({"commune": [1, 1], "nombre": [5, 10], "statut": ["PUBLIE"] * 2}, "porte deux valeurs"),
    ],
)
def test_published_cells_that_contradict_themselves_are_refused(published: dict, sentence: str):
    with pytest.raises(DisclosureError, match=sentence):
        answer(people(), ["commune"], "cle", TABLE, pl.DataFrame(published))


@pytest.mark.parametrize(
    ("spoil", "by", "options", "sentence"),
    [
        (pl.lit(None, pl.UInt64).alias("cle"), ["commune"], {}, "clés d’enregistrement sont absentes"),
        (pl.lit(-1).alias("cle"), ["commune"], {}, "négatives"),
        (pl.lit(0.5).alias("cle"), ["commune"], {}, "non entières"),
        (pl.lit(None, pl.String).alias("sexe"), ["sexe"], {}, "modalité est vide"),
        (pl.lit(1).alias("x"), ["inconnue"], {}, "Colonne absente des enregistrements : inconnue"),
        (pl.lit(1).alias("nombre"), ["nombre"], {}, "nom réservé"),
        (pl.lit(1).alias("x"), ["sexe", "sexe"], {}, "deux fois"),
        (pl.lit(1).alias("x"), ["sexe"], {"threshold": 0}, "au moins 1"),
        (pl.lit(1).alias("x"), ["sexe"], {"asked": pl.DataFrame({"commune": [1]})}, "cellules demandées"),
    ],
)
def test_hostile_input_is_refused_with_a_sentence(spoil: pl.Expr, by: list[str], options: dict, sentence: str):
    with pytest.raises(DisclosureError, match=sentence):
        noisy_counts(people(50).with_columns(spoil), by, "cle", TABLE, **options)


def test_short_keys_cannot_recognise_a_cell():
    with pytest.raises(DisclosureError, match="trop courtes"):
        fingerprints(people(50, 256), ["dep"], "cle")
