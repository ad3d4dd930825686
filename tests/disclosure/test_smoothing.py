"""A smoothed rate hides nothing: it gives the count back. So it is computed from protected counts, and gives those back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from observatory.disclosure import Dimension, Policy, Table, protect

SIGNED = Policy("1", "Une équipe", "2026-11-23")


def smoothed(events: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Global empirical Bayes rates, their shrinkage and the mean rate (formula of the reference case)."""
    mean = events.sum() / people.sum()
    spread = (people * (events / people - mean) ** 2).sum() / people.sum() - mean / people.mean()
    kept = spread / (spread + mean / people) if spread > 0 else np.zeros(len(people))
    return mean + kept * (events / people - mean), kept, mean


@pytest.mark.parametrize(("name", "file"), [("stl", "stl_homicides_1979_1984.csv"), ("sids", "sids_1974.csv")])
def test_a_smoothed_rate_gives_back_the_count_it_was_made_from(shared: Path, name: str, file: str):
    folder = shared / "reference_tests" / "empirical_bayes"
    expected = json.loads((folder / "eb.json").read_text(encoding="utf-8"))["expected"]
    frame = pl.read_csv(folder / file)
    people, true = frame["population"].to_numpy(), frame["events"].to_numpy()
    rates, kept, mean = smoothed(true, people)
    assert rates == pytest.approx(frame["smoothed_rate"].to_numpy(), rel=1e-8)
    assert mean == pytest.approx(expected[name]["m"], rel=1e-8)
    back = (mean + (rates - mean) / kept) * people
    assert back == pytest.approx(true, abs=1e-6), "l’attaque retrouve chaque effectif, petit ou non"
    if name == "stl":
        row = expected["inversion"]["row"]
        at = frame["row"].to_list().index(row)
        assert back[at] / people[at] == pytest.approx(expected["inversion"]["stl_raw_rate"], rel=1e-8)
        assert kept[at] == pytest.approx(expected["inversion"]["stl_C"], rel=1e-8)

    place = Dimension.flat("place", "T", frame["row"].cast(pl.String).to_list())
    cells = frame.select(pl.col("row").cast(pl.String).alias("place"), pl.col("events").alias("nombre"))
    cells = pl.concat([cells, pl.DataFrame({"place": ["T"], "nombre": [int(true.sum())]})])
    shown = protect([Table("t", cells, ("place",), ("courant",))], [place], SIGNED).tables["t"].frame
    protected = frame.select(pl.col("row").cast(pl.String).alias("place")).join(shown, on="place")["nombre"].to_numpy()
    rates, kept, mean = smoothed(protected, people)
    again = (mean + (rates - mean) / kept) * people
    assert again == pytest.approx(protected, abs=1e-6) and np.count_nonzero(np.abs(again - true) > 0.5) > 50
