"""What the identities of a file give before they go: the keys of each person, and an age class."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.contracts.words import normalise
from observatory.pseudonyms.comparison import Model
from observatory.pseudonyms.identity import writings
from observatory.pseudonyms.key import KeyRefused
from observatory.pseudonyms.linkage import LinkageFailed, linked
from observatory.sources import values
from observatory.sources.cells import LINE
from observatory.sources.header import Header

if TYPE_CHECKING:
    import polars as pl

AGES = ((18, "MOINS_18"), (25, "18_24"), (55, "25_54"), (65, "55_64"))
OLDEST, YOUNG = "65_PLUS", 3
EXACT, FALLBACK = "EXACTE", "EXACTE_FAUTE_DE_MIEUX"


def from_identity(
    cells: pl.DataFrame,
    kept: Mapping[str, pl.Series],
    header: Header,
    table: Table,
    keyed: Callable[[pl.Series], pl.Series],
    name: str,
) -> dict[str, pl.Series]:
    """What names and dates of birth say once and for all: the keys of the person, how they were made, and an age class.

    `kept`: the columns already read, keys instead of identifiers; `keyed` turns writings into keys. Empty when the contract
    asks for no identity, or when the producer sent keys. Raises KeyRefused when it asks for a method that does not exist.
    """
    import polars as pl

    said = table.properties.get("identite")
    if not said or said["cles"]["stricte"] in kept:
        return {}
    people = _people(cells, kept, header, said, name)
    written, method = _written(people, table.properties["rapprochement"])
    alone = kept[said["fiche"]]
    keys = {said["cles"][how]: keyed(written[how].fill_null(alone)) for how in written.columns}
    keys[said["fiable"]] = (
        written["stricte"].is_not_null().replace_strict({True: "oui", False: "non"}, return_dtype=pl.String)
    )
    keys[said["methode"]] = pl.Series([method] * people.height, dtype=pl.String)
    return keys | _ages(people["ne"], people["depuis"], said)


def _people(
    cells: pl.DataFrame, kept: Mapping[str, pl.Series], header: Header, said: Mapping, name: str
) -> pl.DataFrame:
    """What a file says of who each row is about: the columns that `linkage.linked` reads."""
    import polars as pl

    head, body = cells.filter(pl.col(LINE) == header.line), cells.filter(pl.col(LINE) > header.line)
    words = {column: normalise(head[column][0]) for column in head.columns if column.startswith("c")}
    nothing = pl.Series([""] * body.height, dtype=pl.String)
    found = {
        what: next((body[c] for c, word in words.items() if re.fullmatch(pattern, word)), nothing)
        for what, pattern in said["entetes"].items()
    }
    return pl.DataFrame(
        {
            "fiche": body[header.columns[said["fiche"]]],
            "menage": kept[said["menage"]],
            **{what: found[what] for what in ("nom", "prenom", "telephone")},
            "ne": values.date(found["naissance"].replace("", None), "date de naissance", name),
            "sexe": kept.get("sexe", nothing).str.slice(0, 1),
            "depuis": values.date(kept[said["date"]].replace("", None), said["date"], name),
        }
    )


def _written(people: pl.DataFrame, linkage: Mapping) -> tuple[pl.DataFrame, str]:
    """The writings that become keys, and the code of the method that made them: exact, unless the contract asks for the
    probabilistic linkage and it comes to an end."""
    written = writings(people["nom"], people["prenom"], people["ne"], people["sexe"])
    if linkage["methode"] == "exacte":
        return written, EXACT
    if linkage["methode"] != "probabiliste":
        raise KeyRefused(
            "Le contrat des personnes demande une façon de les reconnaître qui n’existe pas : le fichier n’est pas lu.",
            "Écrivez « exacte » ou « probabiliste » après « methode » dans le bloc « rapprochement », puis relancez la réception.",
        )
    try:
        model = Model.read(linkage)
        return linked(people, written, model), model.code
    except (LinkageFailed, KeyError, TypeError):  # or a model that lost a part
        return written, FALLBACK


def _ages(born: pl.Series, when: pl.Series, said: Mapping) -> dict[str, pl.Series]:
    """The age class on the date of the fact, and whether the person is under three; « NR » when a date is missing."""
    import polars as pl

    frame = pl.DataFrame({"ne": born, "le": when})
    years = pl.col("le").dt.year() - pl.col("ne").dt.year()
    had = pl.col("le").dt.strftime("%m%d") >= pl.col("ne").dt.strftime(
        "%m%d"
    )  # as numbers, months overflow their 8 bits
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
