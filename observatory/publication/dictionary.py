"""The dictionary of a release: what each published column means, where it comes from, how full it is; and the code lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.disclosure.policy import Policy
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.publication.changes_rows import time_column
from observatory.publication.layout import PUBLISHED, QUESTIONS, name_of

if TYPE_CHECKING:
    import duckdb
    import polars as pl

NAME = "dictionnaire"
# Measured on the protected tables, once they are all there.
MEASURES = ("nb_lignes_table", "part_renseignee", "colonne_temps", "premiere_date", "derniere_date")


def dictionary(catalogue: Catalogue, con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The columns of the contract `meta.dictionnaire`, a line per published column; its measures are empty (`measured`).

    con: the warehouse, whose models say where a column comes from.
    """
    import polars as pl

    from observatory.publication.origins import source_columns

    origins = source_columns(catalogue, con)
    rows = [
        {
            "table_nom": name_of(table),
            "colonne_nom": column.name,
            "position": position,
            "type_donnee": column.type,
            "est_obligatoire": column.required,
            "rang_cle": column.key_position,
            "unite_colonne": column.unit,
            "nomenclature": column.nomenclature,
            "definition": column.description,
            "schema_nom": table.published_schema,
            "avertissement_usage": table.limitations or None,
            **dict.fromkeys(MEASURES),
            "origine_colonnes": origins.get((table.name, column.name)),
        }
        for table in _published(catalogue)
        for position, column in enumerate(table.columns, start=1)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def code_lists(catalogue: Catalogue) -> pl.DataFrame:
    """The lists that a published column refers to, a line per code, in their order (contract `meta.nomenclatures`)."""
    import polars as pl

    names = {column.nomenclature for table in _published(catalogue) for column in table.columns} - {None}
    lists = [
        pl.read_csv(catalogue.folder / "nomenclatures" / f"{name}.csv", separator=";", infer_schema=False)
        .with_row_index("rang_code", offset=1)
        .with_columns(pl.lit(name).alias("nomenclature"))
        for name in sorted(names)
    ]
    columns = ("nomenclature", "code", "rang_code", "libelle", "regroupement", "source", "note")
    return pl.concat(lists, how="diagonal").select(columns).rename({"note": "note_code"})


def measured(tables: Mapping[str, ProtectedTable], catalogue: Catalogue, policy: Policy) -> ProtectedTable:
    """The dictionary among `tables`, with what each column holds in the protected tables of this release.

    Raises TypeError for a table that is not protected, DisclosureError when the policy does not publish the dictionary.
    """

    if not all(isinstance(table, ProtectedTable) for table in tables.values()):
        raise TypeError("only what is published is measured")
    told = tables[NAME].frame
    contracts = {table.short_name: table for table in _published(catalogue)}
    others = [(contracts[name], table.frame) for name, table in tables.items() if name in contracts and name != NAME]
    lines = [line for table, frame in others for line in _measures(table, frame)]
    itself = contracts[NAME]
    own = [
        (name_of(itself), column, 1, 1.0, None, None, None) for column in told.columns
    ]  # whatever it measures of itself
    filled = _with(told, [*lines, *own])
    return already_public(NAME, _with(told, [*lines, *_measures(itself, filled)]), policy)


def without_measures(told: ProtectedTable) -> ProtectedTable:
    """A dictionary without its measures: what the contracts say, which no count of a territory is behind."""
    return told.select(*(name for name in told.frame.columns if name not in MEASURES))


def _published(catalogue: Catalogue) -> list[Table]:
    return [table for table in catalogue.tables.values() if table.schema in (*PUBLISHED, *QUESTIONS)]


def _with(told: pl.DataFrame, lines: list[tuple[Any, ...]]) -> pl.DataFrame:
    """The dictionary with these measures (table, column, `MEASURES`)."""
    import polars as pl

    names = ("table_nom", "colonne_nom")
    measures = pl.DataFrame(lines, schema={name: told.schema[name] for name in (*names, *MEASURES)}, orient="row")
    return told.drop(MEASURES).join(measures, on=names, how="left", maintain_order="left").select(told.columns)


def _measures(table: Table, frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    """For each column of a table: its name, the rows of the table, the share that is not empty, and between which dates."""
    import polars as pl

    kinds = {column.name: column.type for column in table.columns}
    time = time_column(table.key, kinds)
    when = pl.col(time).cast(pl.String) if time else pl.lit(None, pl.String)
    held = [
        pl.struct(
            part=pl.col(name).is_not_null().mean(),
            first=when.filter(pl.col(name).is_not_null()).min(),
            last=when.filter(pl.col(name).is_not_null()).max(),
        ).alias(name)
        for name in kinds
        if name in frame.columns
    ]
    found = frame.select(held).row(0, named=True)
    return [
        (name_of(table), name, frame.height, one["part"], time, one["first"], one["last"])
        for name, one in found.items()
    ]
