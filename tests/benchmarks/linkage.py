"""The probabilistic linkage of persons on files of many sizes, beside the exact writings: seconds, memory, what is found.

`python -m tests.benchmarks.linkage [persons…]`. Names, families and errors are those of the demo world; 8 % of the persons
have a second file, written with one error, then with two. The truth is known, no key is needed, nothing is written.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import polars as pl

from observatory.contracts.load import load_catalogue
from observatory.demo.draws import below, noise
from observatory.demo.registry import SECOND_FILE, distorted, named
from observatory.pseudonyms.comparison import Model, compared, nb_pairs
from observatory.pseudonyms.identity import writings
from observatory.pseudonyms.linkage import linked

YEARS = 45
PER_HOUSEHOLD = 2


@dataclass(frozen=True)
class _Chance:
    """What `distorted` asks of the demo world: its chance."""

    seed: int

    def noise(self, name: str, *keys: np.ndarray) -> np.ndarray:
        return noise(self.seed, name, *keys)


def files_of_persons(persons: int, errors: int, seed: int = 7) -> pl.DataFrame:
    """One row for each file: the columns that `linked` reads, and `personne_id`."""
    number = np.arange(persons)
    home = number // PER_HOUSEHOLD
    drawn = {what: noise(seed, what, number) for what in ("sexe", "naissance", "prenom", "double")}
    frame = pl.DataFrame(
        {
            "personne_id": number.astype(np.int32),
            "menage_id": home,
            "sexe": np.where(below(drawn["sexe"], 10) < 6, "H", "F"),
            "jour_naissance": below(drawn["naissance"], YEARS * 365).astype(np.int32),
            "nom": noise(seed, "nom", home),
            "prenom": drawn["prenom"],
        }
    )
    first = named(frame).with_columns(copie=pl.lit(0, pl.Int8))
    twice = pl.Series(below(drawn["double"], 1000) < 1000 * SECOND_FILE)
    files = pl.concat([first, first.filter(twice).with_columns(copie=pl.lit(1, pl.Int8))])
    for error in range(errors):
        files = distorted(SimpleNamespace(setting=_Chance(seed + error)), files)
    return files.select(
        "personne_id",
        fiche=pl.format("P{}-{}", "personne_id", "copie"),
        menage=pl.format("M{}-{}", "menage_id", "copie"),
        nom="nom_ecrit",
        prenom="prenom_ecrit",
        telephone="telephone",
        ne="naissance",
        sexe="sexe",
        depuis=pl.date(2024, 1, 1) + pl.duration(days="copie"),
    )


def told(files: pl.DataFrame, written: pl.Series) -> str:
    """Precision, recall, F1 and bias of the number of persons, for one writing."""
    keys = files.select("personne_id", cle=written.fill_null(files["fiche"]))

    def pairs(*columns: str) -> int:
        size = keys.group_by(columns).len()["len"].cast(pl.Int64)
        return int((size * (size - 1) // 2).sum())

    right, made, true = pairs("cle", "personne_id"), pairs("cle"), pairs("personne_id")
    bias = 100 * (keys["cle"].n_unique() / keys["personne_id"].n_unique() - 1)
    return (
        f"P {right / max(made, 1):.3f}  R {right / true:.3f}  F1 {2 * right / (made + true):.3f}  biais {bias:+.2f} %"
    )


def main(sizes: list[int]) -> None:
    model = Model.read(load_catalogue().table("lake.siao_personne").properties["rapprochement"])
    for persons in sizes:
        for errors in (1, 2):
            files = files_of_persons(persons, errors)
            exact = writings(files["nom"], files["prenom"], files["ne"], files["sexe"])
            started = time.perf_counter()
            found = linked(files, exact, model)
            seconds = time.perf_counter() - started
            pairs = nb_pairs(compared(files, exact["large"]))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            print(f"{files.height} fiches, {errors} erreur(s) : {pairs} paires, {seconds:.1f} s, au plus {peak:.2f} Go")
            for how in exact.columns:
                print(f"  {how:9} exacte        {told(files, exact[how])}")
                print(f"  {'':9} probabiliste  {told(files, found[how])}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_500, 15_000, 90_000])
