"""Where each column of a model comes from: the columns of its inputs that its value is computed from."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING

from observatory.fingerprints import fingerprint
from observatory.kept import kept, read_by
from observatory.warehouse.models import Model, parse_query

if TYPE_CHECKING:
    from sqlglot import MappingSchema, exp
    from sqlglot.lineage import Node
    from sqlglot.optimizer.scope import Scope

log = logging.getLogger("observatory.warehouse")

Origins = dict[str, list[tuple[str, str]]]
Traced = dict[str, Origins]
_TRACED: Traced = {}


def column_lineage(
    models: dict[str, Model], schemas: dict[str, dict[str, str]], traced: Traced | None = None
) -> dict[str, Origins]:
    """Model → output column → sorted (input relation, input column) pairs that its value is computed from.

    `schemas` gives the columns (name → DuckDB type) of the inputs, at least those of lake and ref; a model that it
    lacks is known by its own query. Filters and join conditions are not origins. What cannot be traced gives []. `traced` holds
    what was traced before, and receives the rest: the same query over the same columns is traced once, it takes time.
    """
    traced = _TRACED if traced is None else traced
    known, reader = _Known(schemas), read_by(__file__, "sqlglot")
    lineage = {}
    for model in models.values():
        columns = [(name, list(schemas.get(name, ()))) for name in (model.name, *model.inputs)]
        key = fingerprint(model.sql, columns, reader)
        if key not in traced:
            traced[key] = _TRACED.get(key) or _kept_origins(model, key, known, list(schemas.get(model.name, ())))
            _TRACED[key] = traced[key]
        lineage[model.name] = traced[key]
        if model.name not in schemas:
            known.add(model.name, dict.fromkeys(lineage[model.name], "UNKNOWN"))
    return lineage


class _Known:
    """The columns of the relations, for sqlglot: told to it when it has something to trace, which takes time too."""

    def __init__(self, schemas: dict[str, dict[str, str]]) -> None:
        self._waiting = dict(schemas)

    def add(self, relation: str, columns: dict[str, str]) -> None:
        self._waiting[relation] = columns

    @cached_property
    def _schema(self) -> MappingSchema:
        from sqlglot import MappingSchema

        return MappingSchema(dialect="duckdb", normalize=False)

    def schema(self) -> MappingSchema:
        from sqlglot import exp

        for relation, columns in self._waiting.items():
            layer, _, name = relation.partition(".")
            self._schema.add_table(exp.table_(name, db=layer), {one.lower(): kind for one, kind in columns.items()})
        self._waiting = {}
        return self._schema


def _kept_origins(model: Model, key: str, known: _Known, columns: list[str]) -> Origins:
    def work() -> dict[str, list[list[str]]]:
        return {
            column: [list(one) for one in found] for column, found in _origins(model, known.schema(), columns).items()
        }

    found = kept(model.path, "lignage", key, work)
    return {column: [(name, source) for name, source in origins] for column, origins in found.items()}


def _origins(model: Model, known: MappingSchema, columns: list[str]) -> Origins:
    try:
        scope = _qualified(model, known)
    except Exception as error:  # noqa: BLE001 a promise: a page about columns never stops a build
        log.info("Origine des colonnes de %s inconnue (%s).", model.name, type(error).__name__)
        return {column: [] for column in columns or _names(parse_query(model.sql, model.name))}
    return {column: _origins_of(column, scope, known) for column in columns or _names(scope.expression)}


def _names(query: exp.Query) -> list[str]:
    return [name for name in query.named_selects if name != "*"]


def _qualified(model: Model, known: MappingSchema) -> Scope:
    """The query with every column tied to its table, once for all its columns: this is the slow step."""
    from sqlglot.optimizer import build_scope, qualify

    query = qualify.qualify(
        parse_query(model.sql, model.name),
        dialect="duckdb",
        schema=known,
        allow_partial_qualification=True,
        validate_qualify_columns=False,
        identify=False,
    )
    _order_by_name(query)
    return build_scope(query)


def _order_by_name(query: exp.Query) -> None:
    """sqlglot follows the arms of a union by position: give those of UNION BY NAME the same order."""
    from sqlglot import exp

    for union in query.find_all(exp.SetOperation):
        if union.args.get("by_name"):
            _project(union, union.named_selects)


def _project(query: exp.Query, names: list[str]) -> None:
    from sqlglot import exp

    if isinstance(query, exp.SetOperation):
        _project(query.left.unnest(), names)
        _project(query.right.unnest(), names)
        return
    given = {column.alias_or_name: column for column in query.selects}
    query.set("expressions", [given.get(name) or exp.alias_(exp.null(), name) for name in names])


def _origins_of(column: str, scope: Scope, known: MappingSchema) -> list[tuple[str, str]]:
    from sqlglot import exp
    from sqlglot.lineage import lineage

    try:
        query = scope.expression  # copied or trimmed once per column, it would take six times as long
        root = lineage(exp.column(column), query, known, dialect="duckdb", scope=scope, trim_selects=False, copy=False)
    except Exception:  # noqa: BLE001 as above: an untraced column is an empty list
        return []
    ends = [node for node in root.walk() if isinstance(node.expression, (exp.Table, exp.Placeholder))]
    if any(_is_unknown(node) for node in ends):  # a part is unknown: so is the whole
        return []
    named = [(_relation(node.expression), node.name.rpartition(".")[2].strip('"')) for node in ends]
    return sorted({(relation, name) for relation, name in named if relation})


def _is_unknown(node: Node) -> bool:
    """The end of a path that is no column of a relation, nor made by a function such as range()."""
    from sqlglot import exp

    if isinstance(node.expression, exp.Placeholder) or node.name.endswith("*"):
        return True
    return isinstance(node.expression.this, exp.Identifier) and not node.expression.db


def _relation(table: exp.Table) -> str:
    """`layer.name`, empty for a function."""
    return ".".join(part.name for part in table.parts) if table.db else ""
