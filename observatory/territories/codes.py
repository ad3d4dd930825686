"""One normaliser for the codes of territories, whatever the file did to them.

Codes are those of the Insee COG (two or three characters for a département, two for a région, five for a commune)
and the nine digits of an EPCI's SIREN. Codes that begin with Z belong to the fictional territories of the
demonstration: no real territory has one. What has lost digits (`2,00054781E+08`) or may be two things is refused, never
guessed; a form says nothing of existence: `13001` is Aix-en-Provence, were it meant as a postal code (see `locate`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

COUNTRIES = {"NATIONAL": "FR", "FRANCE": "FR", "FR": "FR", "NATIONAL-FICTIF": "ZZ", "ZZ": "ZZ"}
METROPOLE_DE_LYON = "200046977"
_CITIES = {"751": "75056", "693": "69123", "132": "13055"}
_ARRONDISSEMENT = r"751(?:0[1-9]|1\d|20)|6938[1-9]|132(?:0[1-9]|1[0-6])"
_HEALTH_FILES = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}


def normalise_code(niveau: pl.Expr, code: pl.Expr) -> pl.Expr:
    """The code in its official spelling for its level (FR, REG, DEP, COM, SIREN_EPCI…); null when it has none.

    `75.0`, `075`, `D75`, `75 - Paris` → `75`; `1` → `01`; `2a`, `20A` → `2A`; `69D`, `069M` → `69`; `9D` → `974`.
    `20` alone is refused: it may be either Corsican département. A commune: `8053` → `08053`, `9A101` (health files) →
    `97101`. A SIREN: `200 054 781`, `200054781.0` → `200054781`. Other levels keep their code as it is.

    `69M` is the Métropole de Lyon where an EPCI is expected (200046977), and a part of the département 69 where a
    département is: a file with a row for `69D` and one for `69M` has two rows for 69, to be added before it is received.
    """
    import polars as pl

    text = _upper(code)
    return (
        pl.when(niveau == "DEP")
        .then(departement(text))
        .when(niveau == "REG")
        .then(_region(text))
        .when(niveau == "FR")
        .then(text.replace_strict(COUNTRIES, default=None, return_dtype=pl.String))
        .when(niveau.is_in(["COM", "ARM"]))
        .then(commune(text))
        .when(niveau.is_in(["SIREN_EPCI", "SIREN_EPT"]))
        .then(_siren(text))
        .otherwise(pl.when(text != "").then(text))
    )


def normalise_at(niveau: str, code: pl.Expr) -> pl.Expr:
    """The same for a column whose codes are all of one level: REG, DEP, COM or SIREN_EPCI."""
    return {"REG": _region, "DEP": departement, "COM": commune, "SIREN_EPCI": _siren}[niveau](_upper(code))


def departement(text: pl.Expr) -> pl.Expr:
    """A département's code from an upper-case text; null when it is not one."""
    import polars as pl

    short = _number(text, "DEP-|D").str.replace(r"^(\d{2,3})[DM]$", "$1").str.replace(r"^20([AB])$", "2$1")
    short = short.str.replace(r"^0(\d[\dAB]|Z\d{2})$", "$1").str.zfill(2).replace(_HEALTH_FILES)
    return _keep(pl.when(short != "20").then(short), r"0[1-9]|[1-9]\d|2[AB]|97\d|98\d|Z\d{2}")


def commune(text: pl.Expr) -> pl.Expr:
    """A commune's or arrondissement's code from an upper-case text; null when it is not one.

    No commune has the rank 0 in its département: `75000`, `97100` are postal codes.
    """
    import polars as pl

    short = _number(text, "").str.replace(r"^(\d{4})$", "0$1").str.replace(r"^9[A-F](\d{3})$", "97$1")
    ranked = pl.when(~short.str.contains(r"^(?:..0|97\d)00$")).then(short)
    return _keep(ranked, r"0[1-9]\d{3}|1\d{4}|2[0-9AB]\d{3}|[3-9]\d{4}|Z\d{4}")


def commune_from_parts(departement_code: pl.Expr, number: pl.Expr) -> pl.Expr:
    """A commune's code from its département and its number inside it; null when they do not make one.

    `01` + `1` → `01001`. Overseas the number repeats the last digit of the département or not: `976` + `601` and `976` +
    `1` → `97601`; `971` + `601` is refused.
    """
    import polars as pl

    code = departement(_upper(departement_code))
    rank = _number(number.str.strip_chars(), "")
    repeated = code.str.slice(0, 2) + rank.str.zfill(3)
    is_short, is_overseas = rank.str.len_chars() < 3, code.str.len_chars() == 3
    whole = pl.when(is_overseas & is_short).then(code + rank.str.zfill(2)).otherwise(repeated)
    return commune(pl.when(whole.str.starts_with(code)).then(whole))


def parent_city(code: pl.Expr) -> pl.Expr:
    """The city of an arrondissement's official code (75101 → 75056, 69381 → 69123, 13216 → 13055); null for any other."""
    city = _keep(code, _ARRONDISSEMENT).str.slice(0, 3)
    return city.replace_strict(_CITIES, default=None)


def _upper(code: pl.Expr) -> pl.Expr:
    return code.str.strip_chars().str.to_uppercase()


def _region(text: pl.Expr) -> pl.Expr:
    return _keep(_number(text, "R").str.zfill(2), r"0[1-9]|[1-9]\d|Z\d")


def _siren(text: pl.Expr) -> pl.Expr:
    bare = _number(text, "").str.replace_all(r"\s", "").replace({"69M": METROPOLE_DE_LYON, "069M": METROPOLE_DE_LYON})
    return _keep(bare, r"\d{9}|Z\d{8}")


def _number(text: pl.Expr, prefix: str) -> pl.Expr:
    """The code before a label (« 75 - Paris »), without a decimal tail (75.0) nor a prefix letter (D75)."""
    bare = text.str.replace(r"\s+-\s+.*$", "").str.replace(r"[.,]0+$", "")
    return bare.str.replace(rf"^(?:{prefix})(\d[\dAB]?\d?|Z\d{{2}})$", "$1") if prefix else bare


def _keep(code: pl.Expr, pattern: str) -> pl.Expr:
    import polars as pl

    return pl.when(code.str.contains(f"^(?:{pattern})$")).then(code)
