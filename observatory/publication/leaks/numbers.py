"""Numbers and cells as files write them: French thousands, whole decimals, keys as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

ELSE = -1
_GAP = "[\u202f\u00a0\u2009]"
_WORD = r"[\w.#]*\d[\w.]*|\bnull\b|\bNaN\b|n\.d\."


class Piece(NamedTuple):
    """Something that a file holds: a text, a sequence of numbers (−1: not a whole number) or a table.

    `spread`: numbers of a text, where other numbers may stand between those of a list; `raw`: bytes that may be numbers.
    """

    file: str
    text: str | None = None
    numbers: np.ndarray | None = None
    frame: pl.DataFrame | None = None
    name: str = ""
    raw: bool = False
    spread: bool = True


def integers(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers from 0 to 2⁴⁰ as they are, −1 for anything else."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        good = (numbers >= 0) & (numbers < 2**40)
        if numbers.dtype.kind == "f":
            good &= numbers == np.floor(numbers)
            numbers = np.where(good, numbers, 0)
    return np.where(good, numbers, ELSE).astype(np.int64)


def whole(column: pl.Series) -> pl.Series:
    """A column as whole numbers, null where it does not hold one; French and English ways of writing them."""
    import polars as pl

    if column.dtype == pl.String:
        column = column.str.replace_all(r"[\s\u202f\u00a0]", "").str.replace(r"[.,]0+$", "")
        return column.cast(pl.Int64, strict=False)
    if column.dtype.is_float():
        column = column.set(column != column.round(), None)
    return column.cast(pl.Int64, strict=False)


def row_numbers(frame: pl.DataFrame) -> pl.Series:
    import polars as pl

    return pl.int_range(frame.height, eager=True)


def keyed(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The keys alone, as a text file would write them."""
    import polars as pl

    return frame.select(
        pl.col(key).cast(pl.String).str.replace(r"[ T]00:00:00(\.0+)?$", "").str.replace(r"^(\d+)\.0$", "$1")
        for key in keys
    )


def columns_of(file: str, frame: pl.DataFrame) -> Iterator[Piece]:
    """Each column as a sequence; geometries are left out."""
    import polars as pl

    for column in frame.get_columns():
        kind = column.dtype
        if isinstance(kind, pl.Struct):
            yield from columns_of(file, column.struct.unnest())
        elif isinstance(kind, pl.List | pl.Array):
            yield from columns_of(file, column.explode().to_frame())
        elif kind.is_numeric():
            numbers = integers(column.cast(pl.Float64).fill_null(ELSE).to_numpy())
            yield Piece(file, numbers=numbers, spread=False)
        elif kind.is_temporal() or kind in (pl.String, pl.Categorical, pl.Enum):
            yield Piece(file, text="\n".join(column.cast(pl.String).fill_null("null")), spread=False)


def tokenised(pieces: Iterator[Piece] | list[Piece]) -> list[Piece]:
    """The pieces as numbers: those of a text in its order, all texts read at once."""
    import polars as pl

    pieces = list(pieces)
    texts = pl.Series([piece.text for piece in pieces if piece.text is not None], dtype=pl.String)
    joined = texts.str.replace_all(rf"(\d){_GAP}(\d)", "$1$2")
    spaced = texts.str.extract_all(r"\b[1-9]\d{0,2}(?: \d\d\d)+\b")
    words = pl.concat([joined.str.extract_all(_WORD), spaced.list.eval(pl.element().str.replace_all(" ", ""))])
    flat = words.explode(empty_as_null=False, keep_nulls=False).str.replace(r"(\.0*)$", "")
    plain = flat.str.contains(r"^(0|[1-9]\d{0,11})$")
    numbers = flat.set(~plain, None).cast(pl.Int64, strict=False).fill_null(ELSE).to_numpy()
    ends = words.list.len().cast(pl.Int64).cum_sum().to_list()
    parts = [numbers[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    own = iter(zip(parts, parts[len(texts) :], strict=False))
    result = []
    for piece in pieces:
        if piece.text is None:
            result.append(piece)
            continue
        read, apart = next(own)
        result += [piece._replace(text=None, numbers=read), piece._replace(text=None, numbers=apart, spread=False)]
    return [piece for piece in result if len(piece.numbers)]
