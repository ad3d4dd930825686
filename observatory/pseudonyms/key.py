"""The secret of a scope (one convention, one campaign of extractions): where it is kept, and what it turns names into."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.home import Home

if TYPE_CHECKING:
    import duckdb
    import polars as pl

FOLDER = "OBSERVATORY_CLES"
BYTES = 32
BLOCK = 64  # bytes, of SHA-256
SEPARATOR = b"\x1f"
LETTERS = {
    "personne": "p",
    "fiche": "f",
    "menage": "m",
    "demande": "d",
    "sejour": "s",
    "numero_unique": "n",
    "recherche": "r",
}
NUMERO_UNIQUE = 18  # signs
BETWEEN = r"[,;/|\n]|\bet\b"  # what stands between two identifiers of one cell
FINGERPRINT = "empreinte_cle"  # the column that says under which key the identities of a row were replaced


class KeyRefused(ObservatoryError):
    """No key that may be used: the files of persons wait, none is read."""


@dataclass(frozen=True)
class Key:
    """A secret of 32 random bytes; `scope` is what it covers."""

    scope: str
    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Which key it is, without a way back to it: 8 hexadecimal signs."""
        return hmac.digest(self.secret, b"empreinte", "sha256").hex()[:8]

    def pseudonyms(self, domain: str, values: pl.Series) -> pl.Series:
        """One key for each value (null for null): the letter of the domain and the first 128 bits of an HMAC-SHA256 of
        domain and value.

        Domains (`LETTERS`) keep keys of different kinds from ever meeting. The two passes of the HMAC (RFC 2104) are made
        by DuckDB, in memory, which takes the secret as a parameter and writes it nowhere.
        """
        import polars as pl

        secret = self.secret if len(self.secret) <= BLOCK else hashlib.sha256(self.secret).digest()
        inner, outer = (bytes(byte ^ pad for byte in secret.ljust(BLOCK, b"\0")) for pad in (0x36, 0x5C))
        query = (
            "SELECT rang, ? || left(sha256(?::BLOB || unhex(sha256(?::BLOB || encode(valeur)))), 32) AS cle "
            "FROM identifiants"
        )
        with _in_memory().cursor() as con:
            con.register("identifiants", pl.DataFrame({"valeur": values.cast(pl.String)}).with_row_index("rang"))
            head = domain.encode() + SEPARATOR
            keys = con.sql(query, params=[f"{LETTERS[domain]}-", outer, inner + head]).pl()
            con.unregister("identifiants")
        return keys.sort("rang")["cle"]


@cache
def _in_memory() -> duckdb.DuckDBPyConnection:
    """A database for every file of the process: opening one costs more than most files ask of it."""
    import duckdb

    return duckdb.connect()


def spellings(domain: str, written: pl.Series) -> pl.Series:
    """`spelling` of each value. What is written in plain capitals and digits, most often all of it, is not looked at one by one."""
    import polars as pl

    value = pl.col("valeur")
    if domain == "numero_unique":
        is_plain, plain = value.str.contains(rf"^[0-9A-Z]{{3}}[0-9]{{{NUMERO_UNIQUE - 3}}}$"), value
    else:
        is_plain, plain = value.str.contains(r"^[\x00-\x7F]*$"), value.str.to_uppercase()
    frame = pl.DataFrame({"valeur": written})
    others = frame.filter(~is_plain)["valeur"].unique()
    told = pl.Series([spelling(domain, one) for one in others], dtype=pl.String)
    return frame.select(
        pl.when(is_plain).then(plain).otherwise(value.replace_strict(others, told, default=None))
    ).to_series()


def spelling(domain: str, written: str) -> str | None:
    """How a value is written before it becomes a key, so that two spellings of one identifier meet; None when it is none.

    A numéro unique has 18 signs (zone, month and year, nine digits, key): spaces go, the zero that a spreadsheet lost comes
    back, and a number that it rounded (7,50E+16) is no identifier any more.
    """
    value = written.upper()
    if domain != "numero_unique":
        return value
    bare = "".join(value.split())
    bare = bare.zfill(NUMERO_UNIQUE) if bare.isdigit() and len(bare) == NUMERO_UNIQUE - 1 else bare
    return bare if re.fullmatch(rf"[0-9A-Z]{{3}}\d{{{NUMERO_UNIQUE - 3}}}", bare) else None


def pieces(domain: str, written: str) -> list[str]:
    """The identifiers of a cell that may hold several, one after the other, however they are separated.

    A comma, a semicolon, a slash, « et » or a space stands between two; spaces inside a numéro unique do not cut it. A
    piece without any digit (« en cours », « NSP ») is no identifier.
    """
    found: list[str] = []
    for piece in re.split(BETWEEN, written, flags=re.IGNORECASE):
        bare, words = "".join(piece.split()), piece.split()
        whole = [bare[at : at + NUMERO_UNIQUE] for at in range(0, len(bare), NUMERO_UNIQUE)]
        readings = (words, whole)
        sure = (one for one in readings if all(_is_read(domain, part) for part in one))
        found += next(sure, words if any(_is_read(domain, word) for word in words) else [piece])
    return [one for one in found if re.search(r"\d", one)]


def _is_read(domain: str, piece: str) -> bool:
    return bool(re.match(pattern(domain), piece)) or spelling(domain, piece) is not None


def pattern(domain: str, several: bool = False) -> str:
    """What a key of this domain looks like, as a regular expression; with `several`, one or more with a space between."""
    one = rf"{LETTERS[domain]}-[0-9a-f]{{32}}"
    return rf"^{one}( {one})*$" if several else rf"^{one}$"


def key_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where keys are kept: the folder that OBSERVATORY_CLES names, else one of the account's own settings."""
    environment = os.environ if environment is None else environment
    default = Path(environment.get("XDG_CONFIG_HOME") or "~/.config") / "observatoire-sans-abrisme" / "cles"
    return Path(environment.get(FOLDER) or default).expanduser().resolve()


def key_path(scope: str) -> Path:
    """Where the key of a scope is, or would be."""
    return key_folder() / f"{scope}.cle"


def read_key(scope: str, home: Home | None) -> Key:
    """The key of a scope. KeyRefused when there is none, when it lies inside the data home, can be read by others than
    the account that runs, belongs to another account, or is too short."""
    path = key_path(scope)
    _refuse_inside(path, home)
    try:
        state, text = path.stat(), path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise KeyRefused(
            f"La clé « {scope} », qui remplace les identités à l’entrée, est absente ou illisible : le fichier n’est pas lu.",
            "Créez-la une fois avec « observatory key », puis relancez la réception.",
        ) from None
    if state.st_uid != os.geteuid() or stat.S_IMODE(state.st_mode) & 0o077:
        raise KeyRefused(
            f"La clé « {scope} » peut être lue par d’autres comptes que celui de l’observatoire.",
            "Rendez-la au seul compte qui lance l’observatoire (droits 600), puis relancez la réception.",
        )
    return Key(scope, _secret(text, scope))


def _refuse_inside(path: Path, home: Home | None) -> None:
    if home and path.is_relative_to(home.root.resolve()):
        raise KeyRefused(
            f"La clé « {path.stem} » est dans la maison des données, ou y irait : qui copie l’une aurait l’autre.",
            f"Gardez-la ailleurs, et nommez ce dossier avec {FOLDER}.",
        )


def _secret(text: str, scope: str) -> bytes:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) < BYTES:
        raise KeyRefused(
            f"La clé « {scope} » est abîmée ou trop courte ({BYTES} octets au moins).",
            "Reprenez sa sauvegarde ; sans elle, créez-en une autre avec « observatory key --renew ».",
        )
    return secret


def create_key(scope: str, renew: bool = False, home: Home | None = None) -> Path:
    """Draw a key; with `renew`, put the one in force aside under the date of the day. ObservatoryError when there is one
    already, when it would lie in the data home, or when the folder cannot be written."""
    path = key_path(scope)
    _refuse_inside(path, home)
    if path.exists() and not renew:
        raise ObservatoryError(
            f"La clé « {scope} » existe déjà.", "Gardez-la ; pour en changer, ajoutez --renew (lisez le guide avant)."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            _set_aside(path)
        aside = path.with_suffix(".nouvelle")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as handle:
            handle.write(secrets.token_hex(BYTES) + "\n")
        os.replace(aside, path)
    except OSError:
        raise ObservatoryError(
            f"Impossible d’écrire la clé dans {path.parent}.",
            f"Vérifiez les droits du dossier, ou changez-le avec {FOLDER}.",
        ) from None
    return path


def destroy_key(scope: str) -> bool:
    """Take away the key of a scope, and those that were put aside; True when there was one. What it made can never be made again."""
    path = key_path(scope)
    found = [path, *path.parent.glob(f"{path.stem}-????-??-??-*.ancienne")]
    was_there = any(one.exists() for one in found)
    for one in found:
        one.unlink(missing_ok=True)
    return was_there


def _set_aside(path: Path) -> None:
    """Keep an old key under its date; two in one day do not overwrite each other."""
    number = 1
    while (old := path.with_name(f"{path.stem}-{date.today()}-{number}.ancienne")).exists():
        number += 1
    os.replace(path, old)
