"""Who is the same person in one received file, errors of writing included: Splink, in a DuckDB that lives in memory.

Nothing of an identity leaves: the engine may open no file and spill on no disk, its messages are silenced, its errors
are told without their words, and only the numbers of the files that go together come out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from observatory.pseudonyms.comparison import Model, compared, nb_pairs
from observatory.pseudonyms.identity import CENTRAL, LARGE, STRICT

if TYPE_CHECKING:
    import duckdb
    import polars as pl

MEMORY = "2GB"


class LinkageFailed(Exception):
    """The files of persons could not be compared: exact keys are all there is. Says nothing of what they hold."""


def linked(people: pl.DataFrame, written: pl.DataFrame, model: Model) -> pl.DataFrame:
    """The writings of `identity.writings` once the files of one person are put together: `stricte`, `centrale`, `large`.

    `people`, one row for each of `written`: `fiche, menage, nom, prenom, telephone, sexe` (texts), `ne, depuis` (dates).
    All the files of a group take the exact central writing of its first one (the oldest situation, then the smallest
    number), so a file alone keeps its own. What is equal for one column is equal for the next. Raises LinkageFailed.
    """
    import polars as pl

    rows = people.with_columns(written)
    known = rows.filter(pl.col(CENTRAL).is_not_null())
    number = pl.col("fiche").str.len_bytes()
    files = known.sort("depuis", number, "fiche", nulls_last=True, maintain_order=True)
    files = files.unique("fiche", keep="first", maintain_order=True)
    pairs = _scored(compared(files, files[LARGE]), model)
    found = {}
    for column, least in ((CENTRAL, model.central), (LARGE, model.large)):
        close = pairs.filter(pl.col("probabilite") >= least)
        first = _first_of_group(files["fiche"], known.select("fiche", CENTRAL), close)
        found[column] = rows["fiche"].replace_strict(files["fiche"], files[CENTRAL].gather(first), default=None)
    return pl.DataFrame({STRICT: written[STRICT], **found}, schema=dict.fromkeys((STRICT, CENTRAL, LARGE), pl.String))


def _scored(records: pl.DataFrame, model: Model) -> pl.DataFrame:
    """`gauche, droite, probabilite` of every pair that the loose threshold keeps."""
    if nb_pairs(records) > model.most_pairs:
        raise LinkageFailed("trop de paires à comparer")
    try:
        with _silent(), in_memory() as con:
            from splink import DuckDBAPI, Linker

            table = DuckDBAPI(connection=con).register(records.to_arrow())
            linker = Linker(table, model.settings(records.height), log_level=None)
            scored = linker.inference.predict(threshold_match_probability=model.large, warning_mode="never")
            columns = "unique_id_l AS gauche, unique_id_r AS droite, match_probability AS probabilite"
            return scored.as_duckdbpyrelation().project(columns).pl()
    except Exception as error:  # noqa: BLE001 - whatever an engine says may quote what it was given
        raise LinkageFailed(type(error).__name__) from None


@contextmanager
def in_memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB that can neither open a file nor spill on the disk: short of memory, it fails."""
    import duckdb

    with duckdb.connect(":memory:", config={"temp_directory": "", "memory_limit": MEMORY}) as con:
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        yield con


@contextmanager
def _silent() -> Iterator[None]:
    """No message of Splink, whatever its level and whoever listens."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _first_of_group(files: pl.Series, written: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """For each file, by its rank, the rank of the first one of its group: files that a close pair or an equal writing
    joins, step by step. `written`: every writing of each file."""
    import numpy as np
    import polars as pl
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = files.len()
    if not count:
        return pl.Series([], dtype=pl.UInt32)
    owner = written["fiche"].replace_strict(files, pl.int_range(count, eager=True)).to_numpy()
    writing = written[CENTRAL].rank("dense").cast(pl.Int64).to_numpy() + count - 1
    left = np.concatenate([pairs["gauche"].to_numpy(), owner])
    right = np.concatenate([pairs["droite"].to_numpy(), writing])
    nodes = int(writing.max()) + 1
    _, group = connected_components(
        coo_array((np.ones(len(left)), (left, right)), shape=(nodes, nodes)), directed=False
    )
    _, first = np.unique(group[:count], return_index=True)  # ranks follow seniority: the first met is the oldest
    return pl.Series(first.astype(np.uint32)[np.unique(group[:count], return_inverse=True)[1]])
