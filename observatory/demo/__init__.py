"""The demo world: a fictional country, the people who lose their home there, and the files that staff would receive.

One simulated population feeds every file, so what the files say can be held against what happened (`truth/`). The
model is told in `docs/monde-de-demonstration.md`.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.demo.simulation import SEED, YEARS
from observatory.home import Home

if TYPE_CHECKING:
    import polars as pl

logger = logging.getLogger("observatory.demonstration")
ROWS_PER_GROUP = 122_880  # fixed, so that a Parquet file is the same bytes whatever the machine


def write_demo(home: Home, seed: int = SEED, scale: float = 1.0, years: tuple[int, int] = YEARS) -> list[Path]:
    """Simulate a world and write its files in `incoming/` and its truth in `truth/`, nothing else.

    `scale`: 1 for 1.4 million inhabitants; `years`: first and last years of the files. Returns the paths in `incoming/`.
    The same arguments give the same bytes. The files of an earlier demonstration that still wait are removed.
    """
    from observatory.demo.simulation import simulate
    from observatory.demo.truth import truth_tables

    _forget(home)
    logger.info("Simulation de la population fictive de %s à %s.", *years)
    world = simulate(seed, scale, years)
    written: dict[str, tuple[int, str]] = {}

    def write(name: str, content: bytes) -> None:
        path = home.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written[name] = (len(content), hashlib.sha256(content).hexdigest())

    defects, truth = _write_sources(world, scale, write)
    listed = sorted((name, *facts) for name, facts in written.items())
    truth |= {"manifeste": _frame(defects), "fichiers": _listing(listed)} | truth_tables(world)
    for name, table in truth.items():
        _write_truth(home, name, table)
    return [home.incoming / name for name, *_ in listed]


def _write_sources(world, scale: float, write) -> tuple[list[dict], dict[str, pl.DataFrame]]:
    """Every file of every source, one source after the other; their defects and what was true."""
    from observatory.demo.barometre import barometre_files
    from observatory.demo.country import departements
    from observatory.demo.events import event_files
    from observatory.demo.goals import goal_files
    from observatory.demo.housing import monthly_rehoused, sne_files
    from observatory.demo.landlords import landlord_list
    from observatory.demo.nights import night_files
    from observatory.demo.siao_files import write_siao_files
    from observatory.demo.siao_practices import write_practices
    from observatory.demo.siao_requests import CHANGES_PRACTICE, practice_change
    from observatory.demo.supply import supply_files
    from observatory.demo.territory_files import territory_files

    logger.info("Écriture des exports des SIAO.")
    defects, truth = write_siao_files(world, write)
    defects += write_practices(world, write)
    logger.info("Écriture des décomptes, des attributions, des places, des événements et des territoires.")
    more, true = sne_files(world, write)
    defects, truth = defects + more, truth | true
    for part in (night_files(world), supply_files(world)):
        defects, truth = defects + part.defects, truth | part.truth
        for name, content in part.files.items():
            write(name, content)
    change = (CHANGES_PRACTICE, practice_change(world))
    rehoused = monthly_rehoused(world)
    others = (
        territory_files(departements(), scale),
        barometre_files(rehoused),
        goal_files(rehoused),
        landlord_list(world.setting),
        event_files(world, change),
    )
    for files in others:
        for name, content in files.items():
            write(name, content)
    return defects, truth


def _forget(home: Home) -> None:
    """Remove the files of an earlier demonstration that were not received yet."""
    import polars as pl

    known = home.truth / "fichiers.parquet"
    if known.is_file():
        for name in pl.read_parquet(known)["fichier"]:
            (home.incoming / name).unlink(missing_ok=True)


def _frame(defects: list[dict]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(defects, schema={"fichier": pl.String, "defaut": pl.String, "nombre": pl.Int64}).sort(
        "fichier", "defaut"
    )


def _listing(listed: list[tuple[str, int, str]]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(listed, schema={"fichier": pl.String, "octets": pl.Int64, "sha256": pl.String}, orient="row")


def _write_truth(home: Home, name: str, table: pl.DataFrame) -> None:
    home.truth.mkdir(parents=True, exist_ok=True)
    fictional = {"mention": "Données fictives de démonstration"}
    table.write_parquet(home.truth / f"{name}.parquet", row_group_size=ROWS_PER_GROUP, metadata=fictional)
