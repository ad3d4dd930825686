"""What no contract expects in a file is refused before anything is stored: direct identifiers (GEN-05), free text.

Files of persons (`nominatif`) are not concerned: what their contract does not ask for is dropped before it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.contracts.words import normalise
from observatory.errors import ObservatoryError
from observatory.sources.cells import LINE, cell_columns
from observatory.sources.header import SEARCHED_ROWS, Header

if TYPE_CHECKING:
    import polars as pl

LONGEST = 40  # characters of an answer chosen in a list
OF = r"(?:_(?:de_|d_|du_|de_la_|des_)?(?:personne|demandeur|beneficiaire|usager|allocataire|menage|enfant|conjoint|referent|contact)s?)?"
HEADERS = {
    "un nom": rf"(?:nom|noms|nom_et_prenom|nom_prenom|prenom_nom|nom_complet|patronyme|nom_(?:de_)?(?:famille|naissance|usage|jeune_fille)){OF}",
    "un prénom": rf"prenoms?(?:_\d)?{OF}",
    "une date de naissance": rf"(?:date_(?:de_)?naissance|date_naiss|ddn|ne(?:_?e)?_le){OF}",
    "un numéro de sécurité sociale": rf"(?:nir|(?:numero_|num_|no_)?(?:de_)?(?:securite_sociale|secu|ss)){OF}",
    "un téléphone": rf"(?:numero_(?:de_)?)?(?:tel|telephone|portable|mobile)(?:_(?:portable|mobile|fixe|\d))?{OF}",
    "une adresse électronique": rf"(?:courriel|e_?mail|mail|adresse_(?:mail|e_?mail|courriel|electronique)){OF}",
    "une adresse": rf"adresse(?:_(?:postale|personnelle|complete|\d))?{OF}",
}
NIR = r"^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?$"  # with its key, or without
BORN = r"^...(?:0[1-9]|1[0-2])........$"  # without a key, a month of birth that is known
PHONE = r"(?:^|[\s:;(])(?:\+33|0033|0)\s?[1-9](?:[\s.\-]?\d{2}){4}(?:$|[\s:;),.])"
EMAIL = r"(?i)(?:^|[\s:;(<])[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}"
ENOUGH = 0.5  # of the cells of a column: numbers without a key that look like those of the social security


def refuse_unexpected(cells: pl.DataFrame, header: Header, table: Table, where: str) -> None:
    """ObservatoryError when a column that the contract does not expect names persons by its header, when text that would be
    kept holds what does, or, if the contract refuses it (`texteLibre: refuse`), when an unknown column holds free text."""
    import polars as pl

    row = cells.filter(pl.col(LINE) == header.line).row(0, named=True)
    body = cells.filter(pl.col(LINE) > header.line)
    known = {place: table.column(name) for name, place in header.columns.items()}
    ignored = [re.compile(word) for word in table.properties.get("colonnesIgnorees", ())]
    others = [place for place in cell_columns(cells) if place not in known and place not in header.wide]
    unexpected = [
        place for place in others if row[place] and not any(one.fullmatch(normalise(row[place])) for one in ignored)
    ]
    for place in unexpected:
        if what := identifier(row[place]):
            raise _refused(where, row[place], f"porte {what}")
    kept = [
        place
        for place, column in known.items()
        if column.type == "VARCHAR" and not column.nomenclature and not column.format
    ]
    for place in [*kept, *others]:
        if what := _held(body[place]):
            raise _refused(where, row[place] or f"n° {int(place[1:]) + 1}", f"contient {what}")
    if table.properties.get("texteLibre") == "refuse":
        for place in others:
            if row[place] and (body[place].str.len_chars().max() or 0) > LONGEST:
                raise _refused(where, row[place], "contient du texte libre, qui peut nommer des personnes", "")


def refuse_left_sheet(cells: pl.DataFrame, where: str) -> None:
    """ObservatoryError when a sheet that no contract reads is a list of persons: two headers of direct identifiers side by side.
    The file would be stored with it."""
    for row in cells.head(SEARCHED_ROWS).select(cell_columns(cells)).rows():
        found = [cell for cell in row if cell and identifier(cell)]
        if len({normalise(cell) for cell in found}) > 1:
            raise _refused(where, found[0], f"porte {identifier(found[0])}")


def identifier(header: str) -> str:
    """« un téléphone »: the direct identifier that a header announces, or ""."""
    words = normalise(header)
    return next((what for what, pattern in HEADERS.items() if re.fullmatch(pattern, words)), "")


def _held(cells: pl.Series) -> str:
    """The direct identifier that the values of a column hold, or ""."""
    import polars as pl

    if cells.str.contains(EMAIL).any():
        return "une adresse électronique"
    if cells.str.contains(PHONE).any():
        return "un téléphone"
    digits = cells.str.replace_all(r"[\s.]", "")
    found = digits.to_frame("c").filter(pl.col("c").str.contains(NIR))["c"]
    if found.is_empty():
        return ""
    whole = [value for value in found.unique().to_list() if len(value) == 15]
    alone = found.str.contains(BORN).sum() >= ENOUGH * cells.filter(cells != "").len()
    return "un numéro de sécurité sociale" if alone or any(map(_has_its_key, whole)) else ""


def _has_its_key(number: str) -> bool:
    """Whether the last two digits are the key of the first thirteen (Corsica counts 2A as 19 and 2B as 18)."""
    body = number[:13].replace("2A", "19").replace("2B", "18")
    return int(number[13:]) == 97 - int(body) % 97


def _refused(
    where: str, column: str, what: str, rule: str = " que le contrat ne prévoit pas (GEN-05)"
) -> ObservatoryError:
    return ObservatoryError(
        f"{where} : la colonne « {column[:LONGEST]} » {what}{rule}.",
        "Demandez au producteur un fichier sans cette colonne ; rien n’a été gardé.",
    )
