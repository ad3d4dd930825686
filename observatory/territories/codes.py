"""One normaliser for the codes of territories, whatever the file did to them.

Codes are those of the Insee COG (two or three characters for a département, two for a région, five for a commune)
and the nine digits of an EPCI's SIREN. Codes that begin with Z belong to the fictional territories of the
demonstration: no real territory has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

COUNTRIES = {"NATIONAL": "FR", "FRANCE": "FR", "FR": "FR", "NATIONAL-FICTIF": "ZZ", "ZZ": "ZZ"}
_HEALTH_FILES = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}


def normalise_code(niveau: pl.Expr, code: pl.Expr) -> pl.Expr:
    """The code in its official spelling for its level (FR, REG, DEP, COM, SIREN_EPCI…); null when it has none.

    `75.0`, `075`, `D75`, `75 - Paris` → `75`; `1` → `01`; `2a`, `20A` → `2A`; `69D`, `069M` → `69`; `9D` → `974`.
    `20` alone is refused: it may be either Corsican département. A commune: `8053` → `08053`, `9A101` (health files) →
    `97101`. Other levels keep their code as it is.
    """
    import polars as pl

    text = code.str.strip_chars().str.to_uppercase()
    return (
        pl.when(niveau == "DEP")
        .then(departement(text))
        .when(niveau == "REG")
        .then(_keep(_number(text, "R").str.zfill(2), r"0[1-9]|[1-9]\d|Z\d"))
        .when(niveau == "FR")
        .then(text.replace_strict(COUNTRIES, default=None, return_dtype=pl.String))
        .when(niveau.is_in(["COM", "ARM"]))
        .then(commune(text))
        .when(niveau.is_in(["SIREN_EPCI", "SIREN_EPT"]))
        .then(_keep(text.str.replace_all(r"\s|\.0$", ""), r"\d{9}|Z\d{8}"))
        .otherwise(pl.when(text != "").then(text))
    )


def departement(text: pl.Expr) -> pl.Expr:
    """A département's code from an upper-case text; null when it is not one."""
    import polars as pl

    short = _number(text, "DEP-|D").str.replace(r"^(\d{2,3})[DM]$", "$1").str.replace(r"^20([AB])$", "2$1")
    short = short.str.replace(r"^0(\d[\dAB])$", "$1").str.zfill(2).replace(_HEALTH_FILES)
    return _keep(pl.when(short != "20").then(short), r"0[1-9]|[1-9]\d|2[AB]|97\d|98\d|Z\d{2}")


def commune(text: pl.Expr) -> pl.Expr:
    """A commune's or arrondissement's code from an upper-case text; null when it is not one."""
    short = _number(text, "").str.replace(r"^(\d{4})$", "0$1").str.replace(r"^9[A-F](\d{3})$", "97$1")
    return _keep(short, r"0[1-9]\d{3}|1\d{4}|2[1-9AB]\d{3}|[3-9]\d{4}|Z\d{4}")


def _number(text: pl.Expr, prefix: str) -> pl.Expr:
    """The code before a label (« 75 - Paris »), without a decimal tail (75.0) nor a prefix letter (D75)."""
    bare = text.str.replace(r"\s+-\s+.*$", "").str.replace(r"\.0$", "")
    return bare.str.replace(rf"^(?:{prefix})(\d[\dAB]?\d?)$", "$1") if prefix else bare


def _keep(code: pl.Expr, pattern: str) -> pl.Expr:
    import polars as pl

    return pl.when(code.str.contains(f"^(?:{pattern})$")).then(code)
