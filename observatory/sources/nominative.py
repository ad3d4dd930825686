"""Files of persons: identities become keys in memory, and every column that the contract does not ask for is dropped."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from observatory.contracts.model import Column, Table
from observatory.pseudonyms.key import FINGERPRINT, pattern, pieces, read_key, spellings
from observatory.sources.cells import FIELDS, LINE
from observatory.sources.header import Header
from observatory.sources.identities import from_identity

if TYPE_CHECKING:
    import polars as pl

    from observatory.home import Home
    from observatory.pseudonyms.key import Key

ILLEGIBLE = "(illisible)"
CODE_ALONE = r"^(\d{1,4})(?: - .*)?$"  # what may be shown of a cell that no list knows


def pseudonymise(
    cells: pl.DataFrame, header: Header, table: Table, home: Home | None, name: str
) -> tuple[pl.DataFrame, Header]:
    """The cells that the contract asks for, under its own names, with keys for identities; and their header.

    A cell that is a key already (made by the producer, or stored here) stays: a file of keys needs no secret. Raises
    KeyRefused when the secret is needed and may not be used.
    """
    import polars as pl

    head, body = (cells.filter(pl.col(LINE) == header.line), cells.filter(pl.col(LINE) > header.line))
    secret = _Lazy(table.properties["nominatif"], home)
    kept: dict[str, pl.Series] = {}
    for column in table.source_columns:
        if column.name in header.columns:
            given = body[header.columns[column.name]]
            if column.holds_several:
                kept |= _several(given, column, table, secret)
            else:
                kept[column.name] = _keys(given, column.pseudonym, secret) if column.pseudonym else given
    kept |= from_identity(cells, kept, header, table, lambda written: _keys(written, "personne", secret), name)
    if not secret.unused:
        kept[FINGERPRINT] = pl.Series([secret.key.fingerprint] * body.height, dtype=pl.String)
    kept = {column.name: kept[column.name] for column in table.source_columns if column.name in kept}
    places = {column: f"c{rank}" for rank, column in enumerate(kept)}
    lines = pl.DataFrame({places[column]: series.fill_null("") for column, series in kept.items()})
    first = pl.DataFrame({place: [column] for column, place in places.items()}, schema=lines.schema)
    new = pl.concat([first, lines]).with_columns(
        pl.concat([head[LINE], body[LINE]]), pl.concat([head[FIELDS], body[FIELDS]])
    )
    return new, replace(header, columns=places, unknown=("colonne non demandée",) * len(header.unknown))


def canonical(
    body: pl.DataFrame, typed: pl.DataFrame, refused: pl.DataFrame, header: Header, table: Table, record: str
) -> pl.DataFrame:
    """The lines with what was understood of each cell, and nothing else; of a refused cell, the number of a code at most.

    `typed`: the typed columns of the same lines, in the same order; `refused`: `record, colonne`.
    """
    import polars as pl

    understood = typed.select(pl.exclude(record).cast(pl.String).fill_null("").name.prefix("_"))
    bad = refused.unique().group_by(record).agg(_refusees="colonne")
    body = (
        body.hstack(understood)
        .join(bad, on=record, how="left", maintain_order="left")
        .with_columns(pl.col("_refusees").fill_null([]))
    )
    shown = [
        pl.when(~pl.col("_refusees").list.contains(column))
        .then(pl.col(f"_{column}"))
        .when(pl.col(cell) == "")
        .then(pl.lit(""))
        .otherwise(
            pl.coalesce(pl.col(cell).str.extract(CODE_ALONE), pl.lit(ILLEGIBLE))
            if table.column(column).labelled
            else pl.lit(ILLEGIBLE)
        )
        .alias(cell)
        for column, cell in header.columns.items()
    ]
    return body.with_columns(shown).select(pl.exclude("^_.*$"))


def stored(cells: pl.DataFrame) -> bytes:
    """Cells as a file that the door reads back: Parquet, with the lines of the received file."""
    content = BytesIO()
    cells.write_parquet(content, compression="zstd", statistics=False)
    return content.getvalue()


class _Lazy:
    """The key of a scope, read the first time that a value needs it."""

    def __init__(self, scope: str, home: Home | None) -> None:
        self._scope, self._home, self._key = scope, home, None

    @property
    def unused(self) -> bool:
        return self._key is None

    @property
    def key(self) -> Key:
        self._key = self._key or read_key(self._scope, self._home)
        return self._key


def _keys(cells: pl.Series, domain: str, secret: _Lazy) -> pl.Series:
    """A key for each value that is not one, computed once for each distinct one; nothing for an empty cell."""
    import polars as pl

    written = pl.DataFrame({"valeur": cells})
    names = written.filter(pl.col("valeur") != "", ~pl.col("valeur").str.contains(pattern(domain))).unique()
    if names.is_empty():
        return cells
    spelt = spellings(domain, names["valeur"])
    keys = secret.key.pseudonyms(domain, spelt) if spelt.null_count() < spelt.len() else spelt
    made = names.with_columns(cle=keys.fill_null(ILLEGIBLE))
    both = written.join(made, on="valeur", how="left", maintain_order="left")
    return both.select(pl.coalesce("cle", "valeur")).to_series()


def _several(cells: pl.Series, column: Column, table: Table, secret: _Lazy) -> dict[str, pl.Series]:
    """The keys of each cell, once each with a space between, and how many of its identifiers could not be read."""
    import polars as pl

    words = cells.rename("cellule").to_frame()
    distinct = words.unique(maintain_order=True)
    each = distinct.with_columns(
        morceau=pl.Series([pieces(column.pseudonym, one) for one in distinct["cellule"]], dtype=pl.List(pl.String))
    ).explode("morceau")
    keys = each.with_columns(cle=_keys(each["morceau"].fill_null(""), column.pseudonym, secret))
    is_key = pl.col("cle").str.contains(pattern(column.pseudonym))
    found = keys.group_by("cellule").agg(
        cles=pl.col("cle").filter(is_key).unique(maintain_order=True).str.join(" "),
        illisibles=(pl.col("cle") == ILLEGIBLE).sum().cast(pl.String),
    )
    told = words.join(found, on="cellule", how="left", maintain_order="left")
    counts = (one.name for one in table.source_columns if one.unread_of == column.name)
    return {column.name: told["cles"]} | {name: told["illisibles"].fill_null("0") for name in counts}
