"""The SQL models: what each file reads, in which order they run, and which rules of the layers they break."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.fingerprints import fingerprint
from observatory.kept import kept, read_by

if TYPE_CHECKING:
    from sqlglot import exp

READABLE = {
    "staging": ("lake", "ref"),
    "core": ("staging", "core", "ref"),
    "marts": ("core", "marts"),
    "published": ("protege",),  # protected tables and nothing else: run at the release, out of the warehouse
}
WAREHOUSE = ("staging", "core", "marts")


@dataclass(frozen=True)
class Model:
    """One SQL file.

    `name` is `layer.stem`; `sql` the whole text; `description` the first comment line of the header; `inputs` the
    relations it reads, sorted, as they are written (`core.x`; a file read directly appears as `read_parquet`); `frozen`
    the columns of the line « Gel : », if any, and how they add up over persons (sum, min, max): what the erased have left.
    """

    name: str
    layer: str
    path: Path
    sql: str
    description: str
    inputs: tuple[str, ...]
    frozen: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """VIEW for a model of staging that names and recodes; TABLE for one that sorts or groups, which others read many times."""
        sorts = re.search(r"\b(OVER|GROUP BY)\b", re.sub(r"--.*", "", self.sql))
        return "VIEW" if self.layer == "staging" and not sorts else "TABLE"


def load_models(folder: Path, layers: Sequence[str] = WAREHOUSE) -> dict[str, Model]:
    """The models of `folder`/staging, core and marts (or other `layers`) by name, each after those it reads.

    Raises ObservatoryError when a file is not UTF-8 or not SQL (file and line), is not exactly one SELECT, or when
    models read each other in a circle.
    """
    files = [path for layer in layers for path in sorted((folder / layer).glob("*.sql"))]
    models = {model.name: model for model in map(_read_model, files)}
    graph = {model.name: [name for name in model.inputs if name in models] for model in models.values()}
    try:
        return {name: models[name] for name in TopologicalSorter(graph).static_order()}
    except CycleError as error:
        raise ObservatoryError(
            f"Les modèles se lisent en boucle : {' → '.join(reversed(error.args[1]))}.",
            "Retirez l’une de ces lectures : un modèle ne peut pas dépendre de lui-même.",
        ) from None


def parse_query(sql: str, place: str) -> exp.Query:
    """The SELECT of a model; `place` names the file in the ObservatoryError raised when it is anything else."""
    import sqlglot
    from sqlglot import exp

    logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it thinks aloud, in English
    try:
        statements = [s for s in sqlglot.parse(sql, dialect="duckdb") if s and not isinstance(s, exp.Semicolon)]
    except sqlglot.ParseError as error:
        raise _unreadable(place, error.errors[0]["line"] if error.errors else 1) from None
    except sqlglot.TokenError as error:
        raise _unreadable(place, sql.count("\n", 0, error.end) + 1) from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ObservatoryError(f"{place} : le fichier n’est pas une requête SELECT unique.", "Un fichier, un SELECT.")
    return statements[0]


def rule_violations(models: dict[str, Model]) -> list[str]:
    """The rules of the layers that the models break, one French sentence each; empty when the house is in order."""
    return [sentence for model in models.values() for sentence in _violations(model, models)]


def _violations(model: Model, models: dict[str, Model]) -> list[str]:
    allowed = READABLE[model.layer]
    lake = [name for name in model.inputs if name.startswith("lake.")]
    found = []
    if not re.fullmatch(r"[a-z]+\.[a-z][a-z0-9_]*", model.name):
        found.append(f"{model.name} : le nom du fichier s’écrit en minuscules sans accent, chiffres et « _ ».")
    for name in model.inputs:
        layer, _, relation = name.partition(".")
        if layer not in allowed or not relation:
            found.append(f"{model.name} lit {name} : la couche {model.layer} ne lit que {', '.join(allowed)}.")
        elif layer in READABLE and name not in models:
            found.append(f"{model.name} lit {name}, mais le fichier {layer}/{relation}.sql n’existe pas.")
    if model.layer == "staging" and len(lake) > 1:
        found.append(f"{model.name} lit plusieurs relations du lac ({', '.join(lake)}) : une seule par modèle.")
    if model.layer == "staging" and not model.inputs:
        found.append(f"{model.name} ne lit ni une relation du lac ni une nomenclature.")
    if model.layer != "staging" and _ends_with_a_star(parse_query(model.sql, model.name)):
        found.append(f"{model.name} : le SELECT final nomme ses colonnes, sans « * ».")
    return found


def _ends_with_a_star(query: exp.Query) -> bool:
    from sqlglot import exp

    if isinstance(query, exp.SetOperation):
        return _ends_with_a_star(query.left) or _ends_with_a_star(query.right)
    return query.is_star or any(column.find(exp.Columns) for column in query.selects)


def _read_model(path: Path) -> Model:
    layer = path.parent.name
    place = f"{layer}/{path.name}"
    content = path.read_bytes()
    try:
        sql = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(place, content.count(b"\n", 0, error.start) + 1, "en UTF-8") from None
    first = sql.lstrip().partition("\n")[0]
    description = first.removeprefix("--").strip() if first.startswith("--") else ""
    made_of = fingerprint(sql, read_by(__file__, "sqlglot"))
    inputs = kept(path, "lectures", made_of, lambda: _inputs(parse_query(sql, place)))
    return Model(f"{layer}.{path.stem}", layer, path, sql, description, tuple(inputs), _frozen(sql, place))


def _frozen(sql: str, place: str) -> dict[str, str]:
    """« -- Gel : nb_a, depuis (min) » → {"nb_a": "sum", "depuis": "min"}."""
    line = re.search(r"^-- Gel : (.+)$", sql, re.MULTILINE)
    found = {}
    for part in line.group(1).split(",") if line else ():
        told = re.fullmatch(r"(\w+)(?: \((sum|min|max)\))?", part.strip())
        if told is None:
            raise ObservatoryError(
                f"{place} : la ligne « Gel : » ne se lit pas.",
                "Elle s’écrit « colonne, colonne (min), colonne (max) ».",
            )
        found[told.group(1)] = told.group(2) or "sum"
    return found


def _inputs(query: exp.Query) -> list[str]:
    from sqlglot import exp

    ctes = {cte.alias for cte in query.find_all(exp.CTE)}
    names = {_input_name(table) for table in query.find_all(exp.Table)}
    return sorted(name for name in names if name and name not in ctes)


def _input_name(table: exp.Table) -> str:
    """The relation as written; a function that opens files counts as an input, any other (range…) does not."""
    from sqlglot import exp

    if isinstance(table.this, exp.Identifier):
        return ".".join(part.name for part in table.parts)
    name = table.this.name if isinstance(table.this, exp.Anonymous) else table.this.sql_name()
    return name.lower() if name.lower().startswith("read_") else ""


def _unreadable(place: str, line: int, as_what: str = "comme du SQL") -> ObservatoryError:
    return ObservatoryError(f"{place}, ligne {line} : le fichier ne se lit pas {as_what}.", "Corrigez cette ligne.")
