"""The words that producers write for a code: labels of the code lists, those of `correspondances/`, and no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.model import Column
from observatory.contracts.words import normalise

if TYPE_CHECKING:
    import polars as pl

FOLDER = "correspondances"
NO_ANSWER = "non_reponse"
Labels = Mapping[str, Mapping[str, str]]  # code list → words, normalised → code


@dataclass(frozen=True)
class Words:
    """What cells are held against: codes of each list, what may be written for them, what means no answer."""

    codes: Mapping[str, frozenset[str]]
    labels: Labels
    unanswered: frozenset[str]
    periods: Mapping[str, Mapping[str, tuple[str | None, str | None]]] = field(default_factory=dict)


@cache
def known_labels(folder: Path) -> Labels:
    """For each code list of a folder of contracts, what may be written for each code: the code, its label, the words of
    `correspondances/<list>.csv` (`libelle;code;producteur;note`). Words that mean two codes mean none."""
    import polars as pl

    lists = {path.stem: path for path in sorted((folder / "nomenclatures").glob("*.csv"))}
    found = {}
    for name, path in lists.items():
        frame = pl.read_csv(path, separator=";", infer_schema=False, columns=["code", "libelle"])
        local = folder / FOLDER / f"{name}.csv"
        pairs = [(word, code) for code, label in frame.drop_nulls().rows() for word in (code, label)]
        if local.exists():
            more = pl.read_csv(local, separator=";", infer_schema=False, columns=["libelle", "code"])
            pairs += more.drop_nulls().rows()
        meant: dict[str, set[str]] = {}
        for word, code in pairs:
            meant.setdefault(normalise(word), set()).add(code)
        found[name] = {word: next(iter(codes)) for word, codes in meant.items() if word and len(codes) == 1}
    return found


@cache
def no_answers(folder: Path) -> frozenset[str]:
    """The writings, normalised, that mean that nobody answered; a sign alone (« - », « ? ») does too."""
    import polars as pl

    path = folder / FOLDER / f"{NO_ANSWER}.csv"
    words = (
        pl.read_csv(path, separator=";", infer_schema=False, columns=["libelle"])["libelle"] if path.exists() else []
    )
    return frozenset(["", *map(normalise, words)])


def harmonised(text: pl.Series, column: Column, labels: Labels, unanswered: frozenset[str]) -> pl.Series:
    """The cells of a column with codes for labels and null for no answer; words that are not known stay as written."""
    written = text.drop_nulls().unique().to_list()
    known = labels.get(column.nomenclature or "", {}) if column.labelled else {}
    meant = {words: _meaning(words, column, known, unanswered) for words in written}
    changed = {words: code for words, code in meant.items() if code != words}
    return text.replace(list(changed), list(changed.values())) if changed else text


def _meaning(words: str, column: Column, known: Mapping[str, str], unanswered: frozenset[str]) -> str | None:
    plain = normalise(words)
    if words in known.values():
        return words
    if plain in known:
        return known[plain]
    head = normalise(words.partition(" - ")[0])
    if column.labelled and head in known:
        return known[head]
    return None if column.may_be_unanswered and plain in unanswered else words
