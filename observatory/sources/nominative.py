"""Files of persons: identities become keys in memory, and every column that the contract does not ask for is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.contracts.words import normalise
from observatory.pseudonyms.comparison import Model
from observatory.pseudonyms.identity import writings
from observatory.pseudonyms.key import FINGERPRINT, pattern, read_key
from observatory.pseudonyms.linkage import LinkageFailed, linked
from observatory.sources import values
from observatory.sources.cells import FIELDS, LINE
from observatory.sources.header import Header

if TYPE_CHECKING:
    import polars as pl

    from observatory.home import Home
    from observatory.pseudonyms.key import Key

ILLEGIBLE = "(illisible)"
CODE_ALONE = r"^(\d{1,4})(?: - .*)?$"  # what may be shown of a cell that no list knows
AGES = ((18, "MOINS_18"), (25, "18_24"), (55, "25_54"), (65, "55_64"))
OLDEST, YOUNG = "65_PLUS", 3
EXACT, FALLBACK, PROBABILISTIC = "EXACTE", "EXACTE_FAUTE_DE_MIEUX", "probabiliste"


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
            kept[column.name] = _keys(given, column.pseudonym, secret) if column.pseudonym else given
    kept |= _from_identity(head, body, kept, header, table, secret, name)
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

    `typed`: the typed columns by `record`; `refused`: `record, colonne`.
    """
    import polars as pl

    understood = typed.select(record, pl.exclude(record).cast(pl.String).fill_null("").name.prefix("_"))
    bad = refused.unique().group_by(record).agg(_refusees="colonne")
    body = body.join(understood, on=record, how="left", maintain_order="left")
    body = body.join(bad, on=record, how="left", maintain_order="left").with_columns(pl.col("_refusees").fill_null([]))
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

    written = cells.rename("valeur").to_frame().filter(pl.col("valeur") != "").unique()
    names = written.filter(~pl.col("valeur").str.contains(pattern(domain)))["valeur"]
    keys = secret.key.pseudonyms(domain, names.str.to_uppercase().to_list()) if names.len() else []
    return cells.replace(names, pl.Series(keys, dtype=pl.String))


def _from_identity(
    head: pl.DataFrame,
    body: pl.DataFrame,
    kept: Mapping[str, pl.Series],
    header: Header,
    table: Table,
    secret: _Lazy,
    name: str,
) -> dict[str, pl.Series]:
    """What names and dates of birth say once and for all: the keys of the person, how they were made, and an age class."""
    import polars as pl

    said = table.properties.get("identite")
    if not said or said["cles"]["stricte"] in kept:
        return {}
    words = {column: normalise(head[column][0]) for column in head.columns if column.startswith("c")}
    found = {
        what: next((body[c] for c, word in words.items() if re.fullmatch(pattern, word)), pl.Series([""] * body.height))
        for what, pattern in said["entetes"].items()
    }
    people = pl.DataFrame(
        {
            "fiche": body[header.columns[said["fiche"]]],
            "menage": kept[said["menage"]],
            "nom": found["nom"],
            "prenom": found["prenom"],
            "telephone": found["telephone"],
            "ne": values.date(found["naissance"].replace("", None), "date de naissance", name),
            "sexe": kept.get("sexe", pl.Series([""] * body.height)).str.slice(0, 1),
            "depuis": values.date(kept[said["date"]].replace("", None), said["date"], name),
        }
    )
    written, method = _written(people, table.properties["rapprochement"])
    alone = kept[said["fiche"]]
    keys = {said["cles"][how]: _keys(written[how].fill_null(alone), "personne", secret) for how in written.columns}
    keys[said["fiable"]] = (
        written["stricte"].is_not_null().replace_strict({True: "oui", False: "non"}, return_dtype=pl.String)
    )
    keys[said["methode"]] = pl.Series([method] * body.height, dtype=pl.String)
    return keys | _ages(people["ne"], people["depuis"], said)


def _written(people: pl.DataFrame, linkage: Mapping) -> tuple[pl.DataFrame, str]:
    """The writings that become keys, and the code of the method that made them: exact, unless the contract asks for the
    probabilistic linkage and it comes to an end."""
    written = writings(people["nom"], people["prenom"], people["ne"], people["sexe"])
    if linkage["methode"] != PROBABILISTIC:
        return written, EXACT
    model = Model.read(linkage)
    try:
        return linked(people, written, model), model.code
    except LinkageFailed:
        return written, FALLBACK


def _ages(born: pl.Series, when: pl.Series, said: Mapping) -> dict[str, pl.Series]:
    """The age class on the date of the fact, and whether the person is under three; « NR » when a date is missing."""
    import polars as pl

    frame = pl.DataFrame({"ne": born, "le": when})
    years = pl.col("le").dt.year() - pl.col("ne").dt.year()
    had = (pl.col("le").dt.month() * 100 + pl.col("le").dt.day()) >= (
        pl.col("ne").dt.month() * 100 + pl.col("ne").dt.day()
    )
    age = years - (~had).cast(pl.Int32)
    classes = pl.lit(OLDEST)
    for under, label in reversed(AGES):
        classes = pl.when(age < under).then(pl.lit(label)).otherwise(classes)
    known = age.is_between(0, 115)
    ages = frame.select(
        classe=pl.when(known).then(classes).otherwise(pl.lit("NR")),
        jeune=pl.when(known)
        .then(pl.when(age < YOUNG).then(pl.lit("oui")).otherwise(pl.lit("non")))
        .otherwise(pl.lit("")),
    )
    return {said["classe_age"]: ages["classe"], said["moins_3_ans"]: ages["jeune"]}
