"""What a release changes: its protected tables held against those that the release before published.

Both sides are already public: the one before by its own files, this one by the files written with the table. A value that
was shown and is now hidden is not said again: only its change of state is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.disclosure.policy import Policy
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.publication.changes_description import DEFINITIONS, compare_description
from observatory.publication.changes_rows import compare_rows
from observatory.publication.description import shaped
from observatory.publication.opendata.paths import reading, stored_tables

if TYPE_CHECKING:
    import duckdb

NAME = "changements"
DICTIONARY, HISTORY = "dictionnaire", "dictionnaire_historique"
FIGURES = ("marts", "published")
_ORDER = "ORDER BY table_nom, nature_changement, territoire, annee, cle_ligne, colonne_nom"


def changes_table(
    before: Path | None, tables: Mapping[str, ProtectedTable], catalogue: Catalogue, policy: Policy
) -> ProtectedTable:
    """The table `changements` (contract `meta.changements`): what differs from the release whose folder is `before`.

    Empty for a first release. Raises TypeError for a table that is not protected, DisclosureError when the policy does
    not publish it.
    """
    import duckdb
    import polars as pl

    if not all(isinstance(table, ProtectedTable) for table in tables.values()):
        raise TypeError("only protected tables are compared")
    frame = pl.DataFrame()
    if told := stored_tables(before):
        with duckdb.connect() as con:
            con.execute("SET enable_progress_bar = false")
            con.execute("CREATE SCHEMA meta")
            con.register("vide", shaped(catalogue, NAME, frame))
            con.execute(f"CREATE TABLE meta.{NAME} AS SELECT * EXCLUDE (numero_changement) FROM vide")
            _compare(con, told, tables, catalogue)
            frame = con.sql(
                f"SELECT row_number() OVER ({_ORDER}) AS numero_changement, * FROM meta.{NAME} ORDER BY 1"
            ).pl()
    return already_public(NAME, shaped(catalogue, NAME, frame), policy)


def history_table(
    before: Path | None,
    tables: Mapping[str, ProtectedTable],
    catalogue: Catalogue,
    policy: Policy,
    version: str,
    day: date,
) -> ProtectedTable:
    """The table `dictionnaire_historique` (contract `meta.dictionnaire_historique`): what the release whose folder is `before`
    knew of the changes of the dictionary, and what this one (`version`, published on `day`) changes.

    Empty for a first release. Raises as `changes_table`.
    """
    import duckdb
    import polars as pl

    told = stored_tables(before)
    parts = [pl.read_parquet(told[HISTORY], hive_partitioning=False)] if HISTORY in told else []
    if DICTIONARY in told and DICTIONARY in tables:
        with duckdb.connect() as con:
            con.execute(f"CREATE VIEW avant AS FROM {reading(told[DICTIONARY])}")
            con.register("apres", tables[DICTIONARY].frame)
            found = con.sql(f"SELECT $1 AS version_publication, $2 AS date_changement, * FROM ({DEFINITIONS})", params=[version, day]).pl()  # fmt: skip
        parts.append(shaped(catalogue, HISTORY, found.sort("table_nom", "colonne_nom", "nature_definition")))
    frame = pl.concat(parts) if parts else pl.DataFrame()
    return already_public(HISTORY, shaped(catalogue, HISTORY, frame), policy)


def numbers_before(before: Path | None) -> list[int]:
    """Every whole number in the tables of a release: its readers hold them already."""
    import polars as pl

    from observatory.publication.leaks.numbers import whole

    files = (path for paths in stored_tables(before).values() for path in paths)
    columns = [one for path in files for one in pl.read_parquet(path, hive_partitioning=False).get_columns()]
    numbers = [whole(one).drop_nulls().unique() for one in columns if one.dtype.is_numeric()]
    return pl.concat([pl.Series([], dtype=pl.Int64), *numbers]).unique().to_list()


def _compare(
    con: duckdb.DuckDBPyConnection,
    told: Mapping[str, Sequence[Path]],
    tables: Mapping[str, ProtectedTable],
    catalogue: Catalogue,
) -> None:
    contracts = {name: table for schema in FIGURES for name, table in catalogue.schema(schema).items()}
    now = [name for name, table in contracts.items() if name in tables and not table.is_geographic]
    gone = told.keys() - set(now) - catalogue.schema("meta").keys()
    for name in (*now, *sorted(gone)):
        if name in told:
            con.execute(f"CREATE OR REPLACE VIEW avant AS FROM {reading(told[name])}")
        if name in now:
            con.register("apres", tables[name].frame)
        if name in told and name in now:
            compare_rows(con, contracts[name])
        else:
            nature, side = ("TABLE_AJOUTEE", "apres") if name in now else ("TABLE_RETIREE", "avant")
            con.execute(f"INSERT INTO meta.{NAME} (table_nom, nature_changement, nb_lignes_changees) SELECT '{name}', '{nature}', count(*) FROM {side}")  # fmt: skip
    both = [
        name if catalogue.schema("meta").get(name) is None else f"meta.{name}" for name in told.keys() & tables.keys()
    ]
    compare_description(con, told, {name: table.frame for name, table in tables.items()}, both)
