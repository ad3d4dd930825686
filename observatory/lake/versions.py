"""What an earlier version of a contract wrote, seen under the contract of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.contracts.ddl import polars_schema
from observatory.contracts.model import Table
from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import polars as pl


def as_today(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """A stored partition with the columns and types of its contract, in its order.

    A column that came later is empty, one that is gone is left, one that was renamed (`anciensNoms`) has its name of today; a
    value that does not take its type of today is empty: this is for comparing with, never for publishing.
    """
    import polars as pl

    names = {
        column.name: [one for one in (column.name, *column.former_names) if one in frame.columns]
        for column in table.columns
    }
    return frame.select(
        (pl.col(names[name][0]) if names[name] else pl.lit(None)).cast(kind, strict=False).alias(name)
        for name, kind in polars_schema(table).items()
    )


def unreadable_since(partition: str, before: str, table: Table, refusal: ObservatoryError) -> ObservatoryError:
    """A stored file that was read under version `before` of the contract and is refused under that of today."""
    return ObservatoryError(
        f"{partition} : le fichier, lu sous la version {before} du contrat {table.name}, ne se lit plus sous la {table.version}. "
        f"{refusal.message} La part précédente reste.",
        "À l’équipe technique : rendez la colonne nouvelle facultative, ou nommez l’ancienne (docs/contributing.md, « Change a "
        "contract »). Sinon, redemandez le fichier à son producteur.",
    )
