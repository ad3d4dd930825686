"""Delays, returns, journeys and stock of the eight demo SIAO against the truth: bias, and how often the band holds it.

`python -m tests.benchmarks.siao_truth [home]` prints a table in markdown. Without a home (already built, with its `truth/` and
the key of its scope), one is made in a folder that goes away: about five minutes. What the three readings are: `tests/demo/siao_truth.py`.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from observatory.contracts.load import load_catalogue
from observatory.demo import write_demo
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import build_models, open_for_build
from observatory.pseudonyms.key import create_key
from observatory.sources.intake import receive_incoming
from tests.demo import siao_truth

ENDS = {"LOGEE": "logées", "SANS_NOUVELLES": "sans nouvelles"}


def main(root: str | None = None) -> None:
    """Print the table of a home, or of the whole demo world."""
    logging.getLogger("observatory").addHandler(logging.NullHandler())
    if root:
        print(table(Home(Path(root))))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OBSERVATORY_CLES"] = f"{folder}/cles"
        create_key("siao")
        print(table(built(Home(Path(folder) / "maison").create())))


def built(home: Home) -> Home:
    """The demo world, received and made into tables."""
    catalogue = load_catalogue()
    write_demo(home)
    receive_incoming(home, catalogue)
    for contract in catalogue.sources:
        refresh(home, catalogue, contract, "mesure")
    with open_for_build(home, catalogue) as con:
        list(build_models(con, home, catalogue))
    return home


def table(home: Home) -> str:
    """Measure, what is published, the same with true persons, what they lived, the bias of each, how often the band holds it."""
    con = siao_truth.opened(home.root / "warehouse.duckdb")
    siao_truth.compare(con, home)
    frames = {
        name: con.sql(getattr(siao_truth, name)).pl() for name in ("HOUSED", "RETURNS", "STOCK", "JOURNEYS", "EXITS")
    }
    head = "| mesure | cas | publié | mêmes exports, vraies personnes | dans la bande | vécu | dans la bande |\n|---|---|---|---|---|---|---|"
    lines = [
        *_housed(frames["HOUSED"]),
        *_returns(frames["RETURNS"]),
        *_stock(frames["STOCK"]),
        *_journeys(frames["JOURNEYS"]),
    ]
    seen = frames["EXITS"].sum().row(0, named=True)
    told = (
        f"Relogements que les SIAO voient : {seen['vus']}, dont {seen['vus_vrais']} ont eu lieu. Relogements de personnes "
        f"alors suivies : {seen['vecus']}, dont {seen['vecus_vus']} vus ({seen['vecus_vus'] / seen['vecus']:.0%})."
    )
    return "\n".join([head, *lines, "", told])


def _housed(found: pl.DataFrame) -> Iterator[str]:
    for (days,), part in found.group_by("delai_jours", maintain_order=True):
        yield _line(f"logées en {days} jours, moyenne des cohortes, en %", part, 100, "bas", "haut")


def _returns(found: pl.DataFrame) -> Iterator[str]:
    """The band is the Wilson interval of the share."""
    from observatory.indicators.small_numbers import wilson_interval

    limits = [wilson_interval(part, whole) for part, whole in found.select("publie", "nb_sortis").rows()]
    shares = found.with_columns(
        publie=pl.col("publie") / pl.col("nb_sortis"), vrai=pl.col("vrai") / pl.col("vrais_sortis"), vecu=pl.col("vecu") / pl.col("vrais_sortis"),
        bas=pl.Series([float(low) for low, _ in limits]), haut=pl.Series([float(high) for _, high in limits]),
    )  # fmt: skip
    for (days,), part in shares.sort("delai_jours").group_by("delai_jours", maintain_order=True):
        yield _line(f"revenues en {days} jours, moyenne des SIAO, en %", part, 100, "bas", "haut")


def _stock(found: pl.DataFrame) -> Iterator[str]:
    yield _line("personnes suivies à la fin du mois, moyenne", found, 1, "bas", "haut")


def _line(what: str, part: pl.DataFrame, scale: int, low: str, high: str) -> str:
    def held(name: str) -> str:
        return f"{part.filter(pl.col(name).is_between(pl.col(low), pl.col(high))).height}"

    means = [f"{scale * part[name].mean():.1f}".replace(".", ",") for name in ("publie", "vrai", "vecu")]
    return f"| {what} | {part.height} | {means[0]} | {means[1]} | {held('vrai')} | {means[2]} | {held('vecu')} |"


def _journeys(found: pl.DataFrame) -> Iterator[str]:
    for state, words in ENDS.items():
        part = found.filter(pl.col("etat") == state)
        sums = {name: int(part[name].sum()) for name in ("publie", "vrai", "sans_logement", "logees")}
        lived = f"{sums['logees']} logées, {sums['sans_logement']} encore sans logement"
        yield f"| {words} au 31 décembre, somme des années | {part.height} | {sums['publie']} | {sums['vrai']} | – | {lived} | – |"


if __name__ == "__main__":
    main(*sys.argv[1:2])
