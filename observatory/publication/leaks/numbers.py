"""Numbers and cells as files write them: French thousands, whole decimals, keys as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

ELSE = -1
_GAP = "[\u202f\u00a0\u2009]"
_END = r"(?-u:\b)"  # bounds of Unicode make the whole expression eight times slower
_WORD = rf"[\w.#]*\d[\w.]*|{_END}null{_END}|{_END}NaN{_END}|n\.d\."


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
        read = numbers.astype(np.int64)
    good = (read >= 0) & (read < 2**40)
    if numbers.dtype.kind == "f":
        good &= read == numbers
    read[~good] = ELSE
    return read


def whole(column: pl.Series) -> pl.Series:
    """A column as whole numbers, null where it does not hold one; French and English ways of writing them."""
    return whole_columns(column.to_frame()).to_series()


def whole_columns(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of a frame as whole numbers, read as `whole` does, all at once."""
    import polars as pl

    def read(at: int, kind: pl.DataType) -> pl.Expr:
        column = pl.nth(at)
        if kind == pl.String:
            column = column.str.replace_all(r"[\s\u202f\u00a0]", "").str.replace(r"[.,]0+$", "")
        elif kind.is_float():
            column = pl.when(column == column.round()).then(column)
        return column.cast(pl.Int64, strict=False)

    return frame.select(read(at, kind) for at, kind in enumerate(frame.dtypes))


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

    kinds = (pl.String, pl.Categorical, pl.Enum)
    written = [at for at, kind in enumerate(frame.dtypes) if kind.is_temporal() or kind in kinds]
    texts = frame.select(pl.nth(at).cast(pl.String).fill_null("null").str.join("\n") for at in written)
    for at, column in enumerate(frame.get_columns()):
        kind = column.dtype
        if isinstance(kind, pl.Struct):
            yield from columns_of(file, column.struct.unnest())
        elif isinstance(kind, pl.List | pl.Array):
            yield from columns_of(file, column.explode().to_frame())
        elif kind.is_numeric():
            numbers = integers(column.cast(pl.Float64).fill_null(ELSE).to_numpy())
            yield Piece(file, numbers=numbers, spread=False)
        elif at in written:
            yield Piece(file, text=texts[column.name].item(), spread=False)


def tokenised(pieces: Iterator[Piece] | list[Piece]) -> list[Piece]:
    """The pieces as numbers: those of a text in its order, all texts read at once, and once each if several files hold it."""
    import polars as pl

    pieces = list(pieces)
    ranks = {text: at for at, text in enumerate(dict.fromkeys(p.text for p in pieces if p.text is not None))}
    texts = pl.Series(list(ranks), dtype=pl.String)
    joined = texts.str.replace_all(rf"(\d){_GAP}(\d)", "$1$2")
    spaced = texts.str.extract_all(r"\b[1-9]\d{0,2}(?: \d\d\d)+\b")
    words = pl.concat([joined.str.extract_all(_WORD), spaced.list.eval(pl.element().str.replace_all(" ", ""))])
    flat = words.explode(empty_as_null=False, keep_nulls=False).str.replace(r"(\.0*)$", "")
    plain = flat.str.contains(r"^(0|[1-9]\d{0,11})$")
    numbers = flat.set(~plain, None).cast(pl.Int64, strict=False).fill_null(ELSE).to_numpy()
    ends = words.list.len().cast(pl.Int64).cum_sum().to_list()
    parts = [numbers[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    result = []
    for piece in pieces:
        if piece.text is None:
            result.append(piece)
            continue
        read, apart = parts[ranks[piece.text]], parts[len(ranks) + ranks[piece.text]]
        result += [piece._replace(text=None, numbers=read), piece._replace(text=None, numbers=apart, spread=False)]
    return [piece for piece in result if len(piece.numbers)]
