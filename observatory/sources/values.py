"""From a text cell to a typed value, by column type. Expressions only: an unreadable cell gives null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.contracts.model import Column
from observatory.distinct import once
from observatory.errors import ObservatoryError
from observatory.sources import reasons

if TYPE_CHECKING:
    import polars as pl

_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%Y/%m/%d")
_TRUE, _FALSE = ["o", "oui", "1", "vrai", "true", "t"], ["n", "non", "0", "faux", "false", "f"]


def number(text: pl.Expr) -> pl.Expr:
    """A decimal number: comma or point, spaces (also no-break ones) between thousands; not in scientific notation."""
    import polars as pl

    plain = text.str.replace_all(r"[\s\u00a0\u202f]", "").str.replace(",", ".", literal=True)
    return pl.when(plain.str.contains(r"^[+-]?\d+(\.\d+)?$")).then(plain).cast(pl.Float64, strict=False)


def boolean(text: pl.Expr) -> pl.Expr:
    """True or false from O/N, Oui/Non, 1/0, VRAI/FAUX, t/f."""
    import polars as pl

    lower = text.str.to_lowercase()
    return pl.when(lower.is_in(_TRUE)).then(True).when(lower.is_in(_FALSE)).then(False)


def time(text: pl.Expr) -> pl.Expr:
    """A time of day: 22:30, 22h30, 22 h, 22:30:00, or the share of a day that a spreadsheet keeps (0,9375)."""
    import polars as pl

    plain = text.str.to_lowercase().str.replace_all(r"\s", "").str.replace(r"^\d{4}-\d\d-\d\dt?", "")
    parts = plain.str.extract_groups(r"^(?P<h>\d{1,2})(?:[:h](?P<m>\d{2})?)(?::\d{2})?(?:\.\d+)?$").struct
    written = 60 * parts.field("h").cast(pl.Int32, strict=False) + parts.field("m").cast(
        pl.Int32, strict=False
    ).fill_null(0)
    share = number(text)
    shared = pl.when((share >= 0) & (share < 1)).then((share * 1440).round()).cast(pl.Int32, strict=False)
    minutes = pl.coalesce(written, shared)
    valid = (minutes >= 0) & (minutes < 1440) & (parts.field("m").cast(pl.Int32, strict=False).fill_null(0) < 60)
    return pl.when(valid).then(pl.time(minutes // 60, minutes % 60))


def date(values: pl.Series, column: str, name: str) -> pl.Series:
    """Dates read in the one format that reads most of the column; `dd/mm` when both orders are possible.

    Raises ObservatoryError when the column only makes sense with the month first: it is refused, never guessed.
    """
    import polars as pl

    written = values.str.replace(r"[ T]\d{1,2}[:h]\d{2}.*$", "")
    counted = written.rename("ecrit").value_counts()
    text, count = counted["ecrit"], counted["count"]
    if text.drop_nulls().str.contains(r"^\d{5}(\.0)?$").all():
        return once(written, lambda text: _excel_serial(text.str.replace(r"\.0$", "").cast(pl.Int32, strict=False)))
    long = text.to_frame().select(pl.when(pl.first().str.contains(r"\d{4}")).then(pl.first())).to_series()
    read: dict[str, pl.Series] = {}
    unread: dict[str, int] = {}
    for fmt in (*_DATE_FORMATS, "%m/%d/%Y"):
        read[fmt] = (long if "%Y" in fmt else text).str.to_date(fmt, strict=False)
        unread[fmt] = count.filter(read[fmt].is_null()).sum()
        if unread[fmt] == values.null_count():
            break
    best = min(unread, key=unread.get)
    if best == "%m/%d/%Y":
        raise ObservatoryError(
            f"{name}, colonne « {column} » : le mois y précède le jour (mm/jj/aaaa), ce qui rend les dates ambiguës.",
            "Demandez au producteur des dates au format jj/mm/aaaa ou aaaa-mm-jj.",
        )
    found = pl.DataFrame({"ecrit": text, "lu": read[best]})
    return (
        written.rename("ecrit")
        .to_frame()
        .join(found, on="ecrit", how="left", nulls_equal=True, maintain_order="left")["lu"]
    )


def moment(values: pl.Series, column: str, name: str) -> pl.Series:
    """Dates with a time of day (« 14-02-2026 18h42 »), to the minute; midnight when no time is given."""
    import polars as pl

    clock = once(
        values.str.extract(r"[ T](\d{1,2}[:h]\d{2})"), lambda text: text.to_frame().select(time(pl.first())).to_series()
    )
    days = date(values, column, name).cast(pl.Datetime("us"))
    minutes = (clock.dt.hour().cast(pl.Int64) * 60 + clock.dt.minute()).fill_null(0)
    return days + pl.select(pl.duration(minutes=minutes)).to_series()


def _excel_serial(days: pl.Series) -> pl.Series:
    import polars as pl

    return pl.DataFrame({"d": days}).select(pl.date(1899, 12, 30) + pl.duration(days=pl.col("d"))).to_series()


def unreadable(column: Column) -> reasons.Reason:
    """The reason given for a cell of this column that could not be read."""
    by_type = {
        "INTEGER": reasons.INTEGER,
        "DOUBLE": reasons.NUMBER,
        "DATE": reasons.DATE,
        "BOOLEAN": reasons.BOOLEAN,
        "TIME": reasons.TIME,
        "TIMESTAMP": reasons.DATE,
    }
    return by_type.get(column.type, reasons.TERRITORY if column.format else reasons.CODE)
