"""Attack by files: every file of a bundle is opened and searched for counts that only the true tables hold.

Three routes. A *table* that carries the keys of a protected table is joined to it, cell by cell. Elsewhere a small count
means nothing alone, so a *run* of true counts, in the order of one of the table's dimensions, is looked for in any
sequence of numbers; a single count only when it is distinctive. Out of reach: one small count written alone in a page,
the pixels of an image, the lengths that a drawing encodes (a figure is drawn from protected tables: a type says so),
the text of a PDF, compressed pages left in a database.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import math
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

TRUE, SHOWN, SECRET = "_vrai", "_montre", "_secret"
IN_TABLE, IN_STATISTICS, IN_RUN, ALONE = "table", "statistiques de colonne", "suite de valeurs", "valeur isolée"
STRIDES, LONGEST = 12, 24
CHANCE, SLACK = 1 / 32, 12
DISTINCTIVE = 1000
_ELSE = -1
_MASK = 2**20 - 1
_PRIME = 0x9E3779B97F4A7C15


class Leak(NamedTuple):
    """Where a protected count can be read: the file (and what it holds), by which route, of which table. Never the count."""

    file: str
    route: str
    table: str

    def __str__(self) -> str:
        return f"{self.file} : {self.route}, table « {self.table} »."


@dataclass(frozen=True)
class Guarded:
    """A table as it is (`true`) and as it is published (`shown`): `keys` name a cell, `count` is null where hidden.

    Other columns of `shown` are taken as published on purpose. A table with two counts is given twice.
    """

    name: str
    keys: tuple[str, ...]
    count: str
    true: pl.DataFrame
    shown: pl.DataFrame

    @cached_property
    def cells(self) -> pl.DataFrame:
        """The keys as text, `_vrai` and `_montre`; the rows of `true`, in its order, whether shown or not."""
        import polars as pl

        true = _keyed(self.true, self.keys).with_columns(_whole(self.true[self.count]).alias(TRUE))
        shown = _keyed(self.shown, self.keys).with_columns(_whole(self.shown[self.count]).alias(SHOWN))
        shown = shown.unique(self.keys, keep="first")
        cells = true.join(shown, on=self.keys, how="left", maintain_order="left", nulls_equal=True)
        secret = pl.col(TRUE).is_not_null() & pl.col(TRUE).ne_missing(pl.col(SHOWN))
        return cells.with_columns(secret.alias(SECRET))

    def orders(self) -> Iterator[tuple[pl.DataFrame, tuple[str, ...]]]:
        """The cells as a page may list them, with the columns that begin a new list when they change.

        Along each key, the others equal: in the order of that key, and from the smallest to the largest count.
        """
        yield self.cells, ()
        place = self.true.select(*self.keys).with_columns(self.cells[TRUE], _at=_rows(self.true))
        for axis in self.keys:
            others = tuple(key for key in self.keys if key != axis)
            for last in (axis, TRUE):
                yield self.cells[place.sort(*others, last, maintain_order=True)["_at"]], others


@dataclass(frozen=True)
class Secrets:
    """What may not be found: the guarded tables.

    `public` are all other frames that the bundle holds on purpose, by name; `known`, numbers that its pages say and that
    no frame holds (totals of lines read).
    """

    tables: tuple[Guarded, ...]
    public: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    known: tuple[int, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of every table of the bundle."""
        return frozenset((*(table.name for table in self.tables), *self.public))

    @cached_property
    def published(self) -> tuple[np.ndarray, ...]:
        """The numbers of every column of every published frame, in the order of its rows."""
        frames = [*(table.shown for table in self.tables), *self.public.values()]
        return tuple(piece.numbers for piece in _tokenised(p for frame in frames for p in _columns("", frame)))


class _Piece(NamedTuple):
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


def search_bundle(folder: Path, secrets: Secrets) -> list[Leak]:
    """Every place of the bundle where a count that was hidden or altered can be read; empty when there is none.

    Raises ObservatoryError when a file cannot be opened: what was not searched is not published.
    """
    if not any(table.cells[SECRET].any() for table in secrets.tables):
        return []
    pieces = list(_pieces_of(folder))
    leaks = {leak for piece in pieces if piece.frame is not None for leak in _in_table(piece, secrets)}
    leaks |= _in_statistics(folder, pieces, secrets)
    columns = (column for piece in pieces if piece.frame is not None for column in _columns(piece.file, piece.frame))
    sequences = _tokenised([*(piece for piece in pieces if piece.frame is None), *columns])
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sorted(leaks | _runs(sequences, secrets) | _alone(sequences, secrets, [*sizes, *secrets.known]))


# --- opening


def _pieces_of(folder: Path) -> Iterator[_Piece]:
    shared = _shared()
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            data = path.read_bytes()
            if hashlib.sha256(data).digest() in shared:
                continue
            name = path.relative_to(folder).as_posix()
            try:
                yield from _opened(name, data, path, Path(scratch))
            except ObservatoryError:
                raise
            except Exception as failure:  # noqa: BLE001 each format has its own ways to be damaged; all are refused
                raise ObservatoryError(
                    f"Le fichier « {name} » ne peut pas être ouvert ({type(failure).__name__}) : il n’a pas été vérifié, "
                    "rien n’est publié.",
                    "Relancez la publication ; si le refus revient, transmettez ce nom à l’équipe technique.",
                ) from None


def _shared() -> frozenset[bytes]:
    """Files that come with the software, recognised by all their bytes: they hold no data."""
    from observatory.publication.bundle import STATIC, plotly_script

    files = [plotly_script(), *(path for path in STATIC.rglob("*") if path.is_file())]
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in files)


def _opened(name: str, data: bytes, path: Path | None, scratch: Path, depth: int = 0) -> Iterator[_Piece]:
    """What a file holds. The first bytes say what it is, not its name; `path` is None inside another file."""
    if path is None and (data[:6] == b"SQLite" or data[8:12] == b"DUCK"):
        path = scratch / hashlib.sha256(data).hexdigest()
        path.write_bytes(data)
    if depth > 5:
        raise ObservatoryError(f"« {name} » est enfermé dans trop de fichiers.", "Publiez-le directement.")
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            for member in members.infolist():
                inner = f"{name} › {member.filename}"
                yield from _opened(inner, members.read(member), None, scratch, depth + 1)
    elif data[:2] == b"\x1f\x8b":
        yield from _opened(f"{name} › contenu", zlib.decompress(data, 31), None, scratch, depth + 1)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield _Piece(name, text=_png_text(data))
    elif data[:4] == b"PAR1":
        yield from _parquet(name, data)
    elif data[:6] == b"SQLite":
        yield from _sqlite(name, path)
        yield _printable(name, data)
    elif data[8:12] == b"DUCK":
        yield from _duckdb(name, path)
        yield from _bytes(name, data)
    else:
        yield from _text(name, data, scratch, depth)


def _text(name: str, data: bytes, scratch: Path, depth: int) -> Iterator[_Piece]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            yield from _bytes(name, data)
            return
        text = data.decode("cp1252", errors="replace")
    if "base64," in text:
        for rank, inner in enumerate(re.findall(r"base64,([A-Za-z0-9+/=]+)", text)):
            yield from _opened(f"{name} › image {rank + 1}", base64.b64decode(inner), None, scratch, depth + 1)
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    blocks = _markup(text) if text.lstrip()[:1] == "<" else [_plain(text)]
    for block in blocks:
        yield _Piece(name, text=block)
        yield from _typed_arrays(name, block)
    if name.endswith((".csv", ".tsv")):
        yield from _csv(name, text)
    elif '"FeatureCollection"' in text[:2000]:
        yield _Piece(name, frame=_frame([feature["properties"] or {} for feature in json.loads(text)["features"]]))


def _plain(text: str) -> str:
    """The text with its escapes undone (a thousands separator is a character like another), without addresses."""
    if "\\u" in text:
        text = re.sub(r"\\u(?!d[89a-f])([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text, flags=re.IGNORECASE)
    text = unescape(text) if "&" in text else text
    return re.sub(r"https?://[^\s\"'<>]+", " ", text)


_DRAWING = re.compile(r"d|transform|points|[xy][12]?|width|height|style|class|id|href|viewbox|c[xy]|r", re.IGNORECASE)


def _markup(text: str) -> list[str]:
    """Scripts, what is read between the tags, and attributes but for those that only draw."""
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", text, flags=re.DOTALL | re.IGNORECASE)
    rest = re.sub(r"<script[^>]*>.*?</script>", " ", text, flags=re.DOTALL | re.IGNORECASE).replace("<!--", " ")
    attributes = re.findall(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", rest)
    said = "\n".join(one or other for name, one, other in attributes if not _DRAWING.fullmatch(name))
    return [*map(_plain, scripts), _plain(re.sub(r"<[^>]*>", " ", rest)), _plain(said)]


def _typed_arrays(name: str, text: str) -> Iterator[_Piece]:
    """Arrays that plotly writes in base64: {"dtype": "i2", "bdata": "…"}."""
    import numpy as np

    if "bdata" not in text:
        return
    for block in re.findall(r"\{[^{}]*bdata[^{}]*\}", text):
        kind = re.search(r"dtype\W+([a-z]\d)\b", block)
        data = re.search(r"bdata\W+([A-Za-z0-9+/=]+)", block)
        if kind and data:
            yield _Piece(name, numbers=_integers(np.frombuffer(base64.b64decode(data[1]), np.dtype(f"<{kind[1]}"))))


def _png_text(data: bytes) -> str:
    """Text chunks, compressed or not, EXIF, and what follows the image."""
    found, at = [], 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            found.append(chunk)
            for start in (place.start() for place in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)):
                try:
                    found.append(zlib.decompress(chunk[start:]))
                except zlib.error:
                    continue
        at += 12 + size
        if kind == b"IEND":
            break
    return _plain(b"\n".join([*found, data[at:]]).decode("utf-8", errors="replace"))


def _parquet(name: str, data: bytes) -> Iterator[_Piece]:
    import polars as pl

    frame = pl.read_parquet(io.BytesIO(data), use_statistics=False)
    described = pl.read_parquet_metadata(io.BytesIO(data))
    yield _Piece(name, frame=frame, name=Path(name).stem)
    yield _Piece(name, text=_plain("\n".join(value for key, value in described.items() if key != "ARROW:schema")))


def _csv(name: str, text: str) -> Iterator[_Piece]:
    import polars as pl

    head = text.partition("\n")[0]
    mark = max(";,\t", key=head.count)
    if mark in head:
        table = pl.read_csv(
            io.StringIO(text), separator=mark, infer_schema=False, truncate_ragged_lines=True, quote_char='"'
        )
        yield _Piece(name, frame=table, name=Path(name).stem)


def _sqlite(name: str, path: Path) -> Iterator[_Piece]:
    con = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        for table, how in con.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
            yield _Piece(name, text=how or "")
            columns = [row[1] for row in con.execute(f"PRAGMA table_info({_quoted(table)})")]
            kept = ", ".join(f"CASE WHEN typeof({c}) <> 'blob' THEN {c} END AS {c}" for c in map(_quoted, columns))
            if kept and not table.startswith("rtree_"):
                rows = con.execute(f"SELECT {kept} FROM {_quoted(table)}").fetchall()
                yield _Piece(name, frame=_frame([dict(zip(columns, row, strict=True)) for row in rows]), name=table)
    finally:
        con.close()


def _duckdb(name: str, path: Path) -> Iterator[_Piece]:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as con:
        tables = con.sql(
            "SELECT schema_name, table_name FROM duckdb_tables() UNION ALL "
            "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        for schema, table in tables:
            frame = con.sql(f"SELECT * FROM {_quoted(schema)}.{_quoted(table)}").pl()
            yield _Piece(name, frame=frame, name=table)
        said = " UNION ALL ".join(f"SELECT comment FROM duckdb_{what}()" for what in ("tables", "columns", "views"))
        rows = con.sql(f"{said} UNION ALL SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall()
        yield _Piece(name, text="\n".join(text for (text,) in rows if text))


def _bytes(name: str, data: bytes) -> Iterator[_Piece]:
    """Numbers that the bytes may be: whole or decimal, of 4 or 8 bytes, at every multiple of 4."""
    import numpy as np

    for kind, offset in (("<i4", 0), ("<i8", 0), ("<i8", 4), ("<f8", 0), ("<f8", 4)):
        size = (len(data) - offset) // int(kind[2]) * int(kind[2])
        numbers = _integers(np.frombuffer(data, np.dtype(kind), size // int(kind[2]), offset))
        yield _Piece(name, numbers=numbers, raw=True, spread=False)
    yield _printable(name, data)


def _printable(name: str, data: bytes) -> _Piece:
    text = b"\n".join(re.findall(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{6,}", data))
    return _Piece(name, text=text.decode("utf-8", errors="ignore"), raw=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _frame(rows: list[dict]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(rows, infer_schema_length=None, strict=False)


# --- numbers


def _integers(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers from 0 to 2⁴⁰ as they are, −1 for anything else."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        good = (numbers >= 0) & (numbers < 2**40)
        if numbers.dtype.kind == "f":
            good &= numbers == np.floor(numbers)
            numbers = np.where(good, numbers, 0)
    return np.where(good, numbers, _ELSE).astype(np.int64)


def _whole(column: pl.Series) -> pl.Series:
    """A column as whole numbers, null where it does not hold one; French and English ways of writing them."""
    import polars as pl

    if column.dtype == pl.String:
        column = column.str.replace_all(r"[\s\u202f\u00a0]", "").str.replace(r"[.,]0+$", "")
        return column.cast(pl.Int64, strict=False)
    if column.dtype.is_float():
        column = column.set(column != column.round(), None)
    return column.cast(pl.Int64, strict=False)


def _rows(frame: pl.DataFrame) -> pl.Series:
    import polars as pl

    return pl.int_range(frame.height, eager=True)


def _keyed(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The keys alone, as a text file would write them."""
    import polars as pl

    return frame.select(
        pl.col(key).cast(pl.String).str.replace(r"[ T]00:00:00(\.0+)?$", "").str.replace(r"^(\d+)\.0$", "$1")
        for key in keys
    )


def _columns(file: str, frame: pl.DataFrame) -> Iterator[_Piece]:
    """Each column as a sequence; geometries are left out."""
    import polars as pl

    for column in frame.get_columns():
        kind = column.dtype
        if isinstance(kind, pl.Struct):
            yield from _columns(file, column.struct.unnest())
        elif isinstance(kind, pl.List | pl.Array):
            yield from _columns(file, column.explode().to_frame())
        elif kind.is_numeric():
            numbers = _integers(column.cast(pl.Float64).fill_null(_ELSE).to_numpy())
            yield _Piece(file, numbers=numbers, spread=False)
        elif kind.is_temporal() or kind in (pl.String, pl.Categorical, pl.Enum):
            yield _Piece(file, text="\n".join(column.cast(pl.String).fill_null("null")), spread=False)


_GAP = "[\u202f\u00a0\u2009]"
_WORD = r"[\w.#]*\d[\w.]*|\bnull\b|\bNaN\b|n\.d\."


def _tokenised(pieces: Iterator[_Piece] | list[_Piece]) -> list[_Piece]:
    """The pieces as numbers: those of a text in its order, all texts read at once."""
    import polars as pl

    pieces = list(pieces)
    texts = pl.Series([piece.text for piece in pieces if piece.text is not None], dtype=pl.String)
    joined = texts.str.replace_all(rf"(\d){_GAP}(\d)", "$1$2")
    spaced = texts.str.extract_all(r"\b[1-9]\d{0,2}(?: \d\d\d)+\b")
    words = pl.concat([joined.str.extract_all(_WORD), spaced.list.eval(pl.element().str.replace_all(" ", ""))])
    flat = words.explode(empty_as_null=False, keep_nulls=False).str.replace(r"(\.0*)$", "")
    plain = flat.str.contains(r"^(0|[1-9]\d{0,11})$")
    numbers = flat.set(~plain, None).cast(pl.Int64, strict=False).fill_null(_ELSE).to_numpy()
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


# --- the three routes


def _in_table(piece: _Piece, secrets: Secrets) -> Iterator[Leak]:
    for table in secrets.tables:
        if set(table.keys) <= set(piece.frame.columns) and _holds(piece, table, secrets):
            yield Leak(piece.file, IN_TABLE, table.name)


def _holds(piece: _Piece, table: Guarded, secrets: Secrets) -> bool:
    """Whether the count of a cell is not the one that is shown; for a column of another name, whether it is the true one."""
    import polars as pl

    keyed = _keyed(piece.frame, table.keys)
    one_grain = not keyed.is_duplicated().any()
    others = [column for column in piece.frame.get_columns() if column.name not in table.keys]
    for column in others:
        if not (column.dtype.is_numeric() or column.dtype == pl.String):
            continue
        joined = keyed.with_columns(_whole(column).alias("_lu")).drop_nulls("_lu")
        joined = joined.join(table.cells, on=table.keys, how="inner", nulls_equal=True)
        read, true, shown = joined["_lu"], joined[TRUE], joined[SHOWN]
        other = read.ne_missing(shown)
        told = joined.filter(pl.col(SECRET))
        same = told.filter(pl.col("_lu") == pl.col(TRUE))
        if column.name == table.count and piece.name == table.name:
            found = bool(other.any())
        elif column.name == table.count and one_grain and piece.name not in secrets.names:
            found = bool(other.any()) and 2 * int((read.eq_missing(shown) | read.eq_missing(true)).sum()) >= len(read)
        else:
            found = same[TRUE].n_unique() >= 3 and 2 * same.height >= told.height
        if found:
            return True
    return False


def _in_statistics(folder: Path, pieces: list[_Piece], secrets: Secrets) -> set[Leak]:
    """Bounds of a Parquet column that its own values do not reach, and that are counts of a guarded table."""
    import duckdb
    import polars as pl

    files = {piece.file: piece.frame for piece in pieces if piece.frame is not None and piece.file.endswith(".parquet")}
    here = [str(folder / name) for name in files if (folder / name).is_file()]
    if not here:
        return set()
    rows = duckdb.sql(
        "SELECT file_name, path_in_schema, value FROM (SELECT file_name, path_in_schema, unnest([stats_min, stats_max, "
        "stats_min_value, stats_max_value]) AS value FROM parquet_metadata($files)) WHERE value IS NOT NULL",
        params={"files": here},
    ).fetchall()
    leaks = set()
    for path, column, bound in rows:
        name = Path(path).relative_to(folder).as_posix()
        if column not in files[name].columns or not re.fullmatch(r"\d+(\.0+)?", bound):
            continue
        held = files[name][column]
        if not (held.eq(bound) if held.dtype == pl.String else _whole(held).eq(int(float(bound)))).any():
            leaks |= {
                Leak(name, IN_STATISTICS, table.name)
                for table in secrets.tables
                if (table.cells[SECRET] & (table.cells[TRUE] == int(float(bound)))).any()
            }
    return leaks


class _Runs(NamedTuple):
    """Runs of true counts by length: their hashes, sorted, and the table of each; and the bits that a run must be worth.

    `first`, `second`, `pairs` are sieves over the first two counts of a run: they let few other numbers through.
    """

    by_length: dict[int, tuple[np.ndarray, np.ndarray]]
    needed: float
    read: int
    first: np.ndarray
    second: np.ndarray
    pairs: np.ndarray


def _listed(secrets: Secrets, column: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every list of counts, both ways, end to end: values (−1 between lists and for nulls), whether secret, table."""
    import numpy as np
    import polars as pl

    values, secret, owner = [], [], []
    for rank, table in enumerate(secrets.tables):
        for cells, others in table.orders():
            begins = pl.Series([False] * cells.height)
            for key in others:
                begins |= cells[key].ne_missing(cells[key].shift()).fill_null(True)
            stops = np.flatnonzero(begins.to_numpy())
            numbers = np.insert(cells[column].fill_null(_ELSE).to_numpy(), stops, _ELSE)
            hidden = np.insert(cells[SECRET].to_numpy(), stops, False)
            for way in (slice(None), slice(None, None, -1)):
                values += [numbers[way], [_ELSE]]
                secret += [hidden[way], [False]]
                owner.append(np.full(len(numbers) + 1, rank))
    return np.concatenate(values), np.concatenate(secret), np.concatenate(owner)


def _hash(values: np.ndarray) -> np.ndarray:
    import numpy as np

    return values.view(np.uint64) + np.uint64(1)


def _readable(secrets: Secrets) -> np.ndarray:
    """All that may be read one after the other in what is published, end to end, both ways."""
    import numpy as np

    gap = np.full(1, _ELSE)
    parts = [part for numbers in secrets.published for part in (numbers, gap, numbers[::-1], gap)]
    return np.concatenate([_listed(secrets, SHOWN)[0], *parts])


def _is_readable(run: np.ndarray, readable: np.ndarray) -> bool:
    import numpy as np

    at = np.flatnonzero(readable[: len(readable) - len(run) + 1] == run[0])
    for place, value in enumerate(run[1:], start=1):
        at = at[readable[at + place] == value]
    return len(at) > 0


def _wanted(secrets: Secrets, numbers_read: int) -> _Runs:
    """The runs that chance would not write: from each count of each list, as long as it takes, and somewhat longer.

    A number v has a chance of 1 in (v + 1) ln 10⁶ (numbers of a text are spread evenly by order of magnitude). A run
    is long enough when its secret counts bring the number of chance finds under `CHANCE` for the whole bundle. Even
    steps (2019, 2020, 2021) and what is published in the same order say nothing.
    """
    import numpy as np

    values, secret, owner = _listed(secrets, TRUE)
    starts = max(int((secret[:-1] & secret[1:]).sum()), 1)
    needed = math.log2(starts * max(numbers_read, 1) * STRIDES / CHANCE)
    worth = np.where(secret, np.log2(np.maximum(values, 0) + 1) + math.log2(math.log(10**6)), 0)
    at = np.flatnonzero(values >= 0)
    hashes, bits, nb = _hash(values[at]), worth[at], secret[at].astype(int)
    even = np.ones(len(at), dtype=bool)
    by_length, pairs = {}, []
    for length in range(2, LONGEST + 1):
        end = at + length - 1
        going = end < len(values)
        going[going] = values[end[going]] >= 0
        at, hashes, bits, nb, even = at[going], hashes[going], bits[going], nb[going], even[going]
        end = at + length - 1
        hashes = hashes * np.uint64(_PRIME) + _hash(values[end])
        bits, nb = bits + worth[end] * _is_new(values, at, length), nb + secret[end]
        step = values[at + 1] - values[at]
        even &= values[end] - values[end - 1] == step
        dull = even & ((length > 2) | (np.abs(step) <= 12))
        ready = (bits >= needed) & (nb >= 2) & ~dull & (step != 0)
        if ready.any():
            rising = np.argsort(hashes[ready])
            by_length[length] = hashes[ready][rising], owner[at[ready]][rising]
            pairs.append(np.stack([values[at[ready]], values[at[ready] + 1]]))
        on = bits < needed + SLACK
        at, hashes, bits, nb, even = at[on], hashes[on], bits[on], nb[on], even[on]
    first, second = np.concatenate([np.zeros((2, 0), np.int64), *pairs], axis=1)
    sieves = np.zeros((3, _MASK + 1), dtype=bool)
    for sieve, kept in zip(sieves, (first & _MASK, second & _MASK, _mixed(first, second)), strict=True):
        sieve[kept] = True
    return _Runs(by_length, needed, max(numbers_read, 1), *sieves)


def _is_new(values: np.ndarray, at: np.ndarray, length: int) -> np.ndarray:
    """Whether the last value of each run is its first of that value: a count written again adds little."""
    import numpy as np

    fresh = np.ones(len(at), dtype=bool)
    for place in range(length - 1):
        fresh &= values[at + place] != values[at + length - 1]
    return fresh


def _mixed(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """A number under 2²⁰ for each pair: a filter that lets few others through."""
    import numpy as np

    return (_hash(first) * np.uint64(_PRIME) + _hash(second) * np.uint64(0xC2B2AE3D27D4EB4F)) >> np.uint64(44)


def _runs(pieces: list[_Piece], secrets: Secrets) -> set[Leak]:
    """Runs written one after the other, or every n-th number (rows of a table, labels between coordinates)."""
    import numpy as np

    if not pieces:
        return set()
    readable = _readable(secrets)
    runs = _wanted(secrets, sum(len(piece.numbers) for piece in pieces if piece.spread))
    leaks: set[Leak] = set()
    for together, strides in (
        ([piece for piece in pieces if piece.spread], STRIDES),
        ([piece for piece in pieces if not piece.spread and not piece.raw], 1),
        *(([piece], 1) for piece in pieces if not piece.spread and piece.raw),
    ):
        numbers = np.concatenate([np.zeros(0, np.int64), *(piece.numbers for piece in together)])
        ends = np.cumsum([len(piece.numbers) for piece in together])
        for stride in range(1, strides + 1):
            for start, end, rank in _chained(*_found(numbers, ends, stride, runs), stride):
                home = np.searchsorted(ends, start, side="right")
                leak = Leak(together[home].file, IN_RUN, secrets.tables[rank].name)
                if leak in leaks:
                    continue
                run, whole = numbers[start : end + 1 : stride], together[home].numbers
                needed = runs.needed + math.log2(max(1, len(whole) / runs.read))
                if _surprise(whole, run) >= needed and not _is_readable(run, readable):
                    leaks.add(leak)
    return leaks


def _found(
    numbers: np.ndarray, limits: np.ndarray, stride: int, runs: _Runs
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last place of each run that stays within the limits of a piece, and the rank of its table."""
    import numpy as np

    first, second = numbers[:-stride], numbers[stride:]
    at = np.flatnonzero(runs.first[first & _MASK] & runs.second[second & _MASK])
    at = at[runs.pairs[_mixed(first[at], second[at])]]
    hashes, limit = _hash(numbers[at]), limits[np.searchsorted(limits, at, side="right")]
    starts, ends, ranks = [at[:0]], [at[:0]], [at[:0]]
    for length in range(2, max(runs.by_length, default=1) + 1):
        last = at + (length - 1) * stride
        going = last < limit
        at, hashes, limit, last = at[going], hashes[going], limit[going], last[going]
        if not len(at):
            break
        hashes = hashes * np.uint64(_PRIME) + _hash(numbers[last])
        if length in runs.by_length:
            known, owner = runs.by_length[length]
            place = np.searchsorted(known, hashes).clip(max=len(known) - 1)
            hit = known[place] == hashes
            starts.append(at[hit])
            ends.append(last[hit])
            ranks.append(owner[place[hit]])
    return np.concatenate(starts), np.concatenate(ends), np.concatenate(ranks)


def _chained(starts: np.ndarray, ends: np.ndarray, ranks: np.ndarray, stride: int) -> list[tuple[int, int, int]]:
    """Runs that carry on from one another, as one."""
    import numpy as np

    chains: list[tuple[int, int, int]] = []
    last = None
    for place in np.lexsort((ends, starts, starts % stride, ranks)):
        start, end, rank = int(starts[place]), int(ends[place]), int(ranks[place])
        if last is not None and start - last[0] in (0, stride) and rank == last[1]:
            chains[-1] = (chains[-1][0], max(end, chains[-1][1]), rank)
        else:
            chains.append((start, end, rank))
        last = (start, rank)
    return chains


def _surprise(numbers: np.ndarray, run: np.ndarray) -> float:
    """Bits of a run among the numbers where it stands: how rare numbers near each of its values are there.

    Only the first count of a value is worth something, and little when it follows the one before by one (ranks).
    """
    import numpy as np

    numbers = numbers[(numbers > 0) & (numbers <= _MASK)]
    bits, seen = 0.0, {0}
    for before, value in zip([_ELSE, *run[:-1].tolist()], run.tolist(), strict=True):
        if value in seen or abs(value - before) == 1:
            bits += value not in seen
        else:
            width = max(8, value // 8)
            near = (np.abs(numbers - value) <= width).sum() - (np.abs(run - value) <= width).sum()
            usual = 1 / ((value + 1) * math.log(10**6))
            bits -= math.log2((max(near, 0) / (2 * width + 1) + 100 * usual) / (len(numbers) + 100))
        seen.add(value)
    return bits


def _alone(pieces: list[_Piece], secrets: Secrets, known: list[int]) -> set[Leak]:
    """Single counts of at least `DISTINCTIVE`, not round, that nothing published holds (nor is known otherwise).

    Among many numbers of the same order that are nobody's count (coordinates of a map), they say nothing.
    """
    import numpy as np

    legitimate = np.unique(np.concatenate([np.array(known, np.int64), *secrets.published]))
    read = [piece for piece in pieces if not piece.raw]
    counts = [table.cells.filter(SECRET)[TRUE].unique().to_numpy() for table in secrets.tables]
    counts = [np.setdiff1d(some[(some >= DISTINCTIVE) & (some % 100 != 0)], legitimate) for some in counts]
    every = np.unique(np.concatenate(counts))
    leaks = set()
    for file in {piece.file for piece in read} if len(every) else ():
        numbers = np.unique(np.concatenate([piece.numbers for piece in read if piece.file == file]))
        stray = np.setdiff1d(numbers[numbers >= DISTINCTIVE], np.union1d(legitimate, every))
        for some, table in zip(counts, secrets.tables, strict=True):
            there = np.intersect1d(numbers, some)
            if len(there) and (_near(stray, there) * _near(every, there) <= CHANCE * (there // 4)).any():
                leaks.add(Leak(file, ALONE, table.name))
    return leaks


def _near(numbers: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How many of the (sorted) numbers lie within an eighth of each place."""
    import numpy as np

    reach = places // 8
    return np.searchsorted(numbers, places + reach, "right") - np.searchsorted(numbers, places - reach)
