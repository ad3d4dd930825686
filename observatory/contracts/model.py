"""What a contract says, as plain values: tables, columns, checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from observatory.contracts.headers import Headers

BLOCKING = "bloquant"
WARNING = "avertissement"


@dataclass(frozen=True)
class Check:
    """One expectation on a table: what it tests and the sentence for the person who must act.

    `severity` is `bloquant` (the data do not replace the last good ones) or `avertissement` (they pass, the anomaly
    travels with the figure). `expectation` is a Great Expectations type in snake case and `kwargs` its arguments; for
    `unexpected_rows_expectation` they are `{"unexpected_rows_query": sql}`, where the SQL returns the offending rows of
    `{batch}` (the table under check; it may be aliased, joined, or read from a CTE).
    """

    id: str
    severity: str
    sentence: str
    expectation: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    dimension: str | None = None

    def __post_init__(self) -> None:
        if self.severity not in (BLOCKING, WARNING):
            raise ValueError(f"sévérité inconnue pour le contrôle {self.id} : {self.severity}")

    @property
    def is_blocking(self) -> bool:
        return self.severity == BLOCKING


@dataclass(frozen=True)
class Column:
    """One column: `type` is the DuckDB type, `key_position` its rank in the primary key (None outside of it).

    Reading rules: `aliases` (other headers of the source, as regular expressions), `nomenclature` (code list that the
    value belongs to), `format` (a normaliser), `if_empty` (the code that stands for an empty cell), `from_header` (the
    value that a header implies: regular expression → value, which may quote its groups), `from_name` (regular
    expression whose group, found in the name of the file, is the value), `composed_of` (the département and number
    columns that make the code of a commune when its cell is empty), `earliest` (the first date that makes sense),
    `minimum` (the least number that makes sense), `labelled` (the cells may hold the labels of the code list, or those
    that `correspondances/` maps to it), `may_be_unanswered` (« NR », « ne sait pas »… stand for an empty cell),
    `from_sheet` (regular expression whose group, found in the name of the sheet, is the value), `holds_wordings` (the
    headers of the file, as written: how its questions were worded), `may_be_absent` (a file without this column is still
    recognised: the code that stands for an empty cell is taken), `pseudonym` (the kind of key that replaces the value at
    the door), `maximum` (the greatest number that makes sense), `dated_by` (the column of dates on which a code must be in
    force), `ceiling_of` (the count whose mask it tells: the greatest value that the producer’s « <5 » allows),
    `holds_several` (a cell may hold several identifiers: their keys, a space between), `unread_of` (the column of
    identifiers of which it counts, row by row, those that could not be read), `former_names` (what earlier versions of the
    contract called it: what they stored is read under these names).
    """

    name: str
    type: str
    description: str
    required: bool = False
    key_position: int | None = None
    unit: str | None = None
    nomenclature: str | None = None
    sensitivity: str | None = None
    aliases: tuple[str, ...] = ()
    format: str | None = None
    if_empty: str | None = None
    from_header: Mapping[str, str] = field(default_factory=dict)
    from_name: str | None = None
    composed_of: tuple[str, ...] = ()
    earliest: date = date(2010, 1, 1)
    minimum: float | None = None
    labelled: bool = False
    may_be_unanswered: bool = False
    from_sheet: str | None = None
    holds_wordings: bool = False
    may_be_absent: bool = False
    pseudonym: str | None = None
    maximum: float | None = None
    dated_by: str | None = None
    ceiling_of: str | None = None
    holds_several: bool = False
    unread_of: str | None = None
    former_names: tuple[str, ...] = ()
    origin: str | None = None


@dataclass(frozen=True)
class ForeignKey:
    """`columns` of this table refer to `target_columns` of the table `target`, by its short name."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of a contract: `name` is `schema.table` (lake.x, marts.x, meta.x)."""

    name: str
    title: str
    description: str
    grain: str
    contract_id: str
    version: str
    usage: str
    limitations: str
    owner: str
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]
    foreign_keys: tuple[ForeignKey, ...]
    properties: Mapping[str, Any]
    nb_added: int = 0

    @property
    def source_columns(self) -> tuple[Column, ...]:
        """The columns that the producer's file brings, without those that intake adds at the end."""
        return self.columns[: len(self.columns) - self.nb_added]

    @cached_property
    def headers(self) -> Headers:
        """The headers that its files may bear."""
        return Headers(self.source_columns, self.properties.get("colonnesIgnorees", ()))

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "headers"}

    @property
    def is_reference(self) -> bool:
        """Whether its files say which territories exist, and where."""
        return self.properties.get("referentiel") == "oui"

    @property
    def is_nominative(self) -> bool:
        """Whether its files name persons: only keys and what the contract asks for may be kept."""
        return "nominatif" in self.properties

    @property
    def is_geographic(self) -> bool:
        """Whether it is published as geographic files, and not in the database."""
        return self.properties.get("diffusion") == "geo"

    @property
    def schema(self) -> str:
        return self.name.split(".")[0]

    @property
    def short_name(self) -> str:
        return self.name.split(".")[1]

    @property
    def published_schema(self) -> str:
        """Where it stands in the published database: `reference`, `recherche`, `comparaison`, or the schema of a view or of `meta`."""
        if self.schema in ("marts", "published"):
            return self.properties.get("schemaPublie", "recherche")
        return self.schema

    @property
    def published_name(self) -> str:
        """Its full name in the published database."""
        return f"{self.published_schema}.{self.short_name}"

    @property
    def published_partition(self) -> str | None:
        """The column (INTEGER) by whose values its Parquet is cut in folders; None: a single file."""
        return self.properties.get("partitionPubliee")

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the primary key's columns, in their order."""
        keyed = [column for column in self.columns if column.key_position]
        return tuple(column.name for column in sorted(keyed, key=lambda column: column.key_position))

    def column(self, name: str) -> Column:
        """The column of that name (KeyError when there is none)."""
        return {column.name: column for column in self.columns}[name]
