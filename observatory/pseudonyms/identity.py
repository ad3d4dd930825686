"""How an identity is written before it becomes a key: three writings, from the one that hardly ever errs by joining two
persons to the one that hardly ever errs by splitting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.distinct import once

if TYPE_CHECKING:
    import polars as pl

VERSION = "1"
PARTICLES = ("DE", "DU", "DES", "D", "LA", "LE", "LES", "L", "EL", "AL", "BEN", "VAN", "VON", "DA", "DOS")
STRICT, CENTRAL, LARGE = "stricte", "centrale", "large"


def plain(words: pl.Expr) -> pl.Expr:
    """Capitals without accents, apostrophes, hyphens; one space between words (NFKD)."""
    text = words.str.normalize("NFKD").str.to_uppercase().str.replace_all(r"\p{Mn}", "")
    return text.str.replace_all(r"[^A-Z]+", " ").str.strip_chars()


def words_of(column: str) -> pl.Expr:
    """The words of a name, plain, without particles: a list."""
    import polars as pl

    return _words(plain(pl.col(column).fill_null("")))


def _words(name: pl.Expr) -> pl.Expr:
    import polars as pl

    return name.str.split(" ").list.eval(pl.element().filter(~pl.element().is_in([*PARTICLES, ""])))


def _plain(names: pl.Series) -> pl.Series:
    import polars as pl

    return once(names.fill_null(""), lambda words: words.to_frame().select(plain(pl.first())).to_series())


def writings(surname: pl.Series, first_name: pl.Series, born: pl.Series, sex: pl.Series) -> pl.DataFrame:
    """Columns `stricte`, `centrale`, `large`: the same text for the same person, null when too little is known.

    stricte: surname, first name, date of birth; null for someone born on « 1 January », a date that tools make up.
    centrale: the words of both names in any order, the date with day and month in any order. large: the first two
    letters of each name in any order, the year of birth and the sex. What is equal for one is equal for the next.
    """
    import polars as pl

    frame = pl.DataFrame({"nom": _plain(surname), "prenom": _plain(first_name), "ne": born, "sexe": sex})
    frame = frame.with_columns(mots=pl.concat_list(_words(pl.col("nom")), _words(pl.col("prenom"))))
    words = pl.col("mots")
    date = pl.col("ne")
    day, month = date.dt.day(), date.dt.month()
    known = (pl.col("nom") != "") & (pl.col("prenom") != "") & date.is_not_null()
    either = pl.format("{}|{}|{}", date.dt.year(), pl.min_horizontal(day, month), pl.max_horizontal(day, month))
    starts = pl.concat_list(pl.col("nom").str.slice(0, 2), pl.col("prenom").str.slice(0, 2)).list.sort().list.join("|")
    return frame.select(
        pl.when(known & ~((day == 1) & (month == 1)))
        .then(pl.format("{}|{}|{}", words.list.join(" "), pl.col("prenom"), date.dt.strftime("%Y-%m-%d")))
        .alias(STRICT),
        pl.when(known).then(pl.format("{}|{}", words.list.sort().list.join(" "), either)).alias(CENTRAL),
        pl.when(known).then(pl.format("{}|{}|{}", starts, date.dt.year(), pl.col("sexe").fill_null("NR"))).alias(LARGE),
    )
