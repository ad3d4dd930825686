"""Free text is refused at the door: what a person wrote about another may name anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.sources.cells import LINE, cell_columns
from observatory.sources.header import Header

if TYPE_CHECKING:
    import polars as pl

LONGEST = 40  # characters of an answer chosen in a list


def refuse_free_text(cells: pl.DataFrame, header: Header, where: str) -> None:
    """ObservatoryError when a column that the contract does not know holds a text longer than LONGEST characters."""
    import polars as pl

    known = {*header.columns.values(), *header.wide}
    row = cells.filter(pl.col(LINE) == header.line).row(0, named=True)
    body = cells.filter(pl.col(LINE) > header.line)
    others = [column for column in cell_columns(cells) if column not in known and row[column]]
    longest = body.select(pl.col(others).str.len_chars().max()).row(0) if others and body.height else ()
    found = [row[column] for column, length in zip(others, longest, strict=True) if (length or 0) > LONGEST]
    if found:
        raise ObservatoryError(
            f"{where} : la colonne « {found[0][:LONGEST]} » contient du texte libre, qui peut nommer des personnes.",
            "Demandez au producteur un fichier sans cette colonne ; rien n’a été gardé.",
        )
