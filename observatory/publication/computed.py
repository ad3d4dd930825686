"""Tables computed at the release from the protected ones alone: what is a function of what is shown tells nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from observatory.contracts.ddl import create_statements
from observatory.contracts.load import Catalogue
from observatory.contracts.model import Table
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy import Policy
from observatory.disclosure.protected import ProtectedTable, computed
from observatory.errors import ObservatoryError
from observatory.pipeline import SQL_FOLDER, sql_models
from observatory.publication.confidentiality import public_line
from observatory.publication.memory import COMPUTED
from observatory.warehouse.models import Model, load_models

if TYPE_CHECKING:
    import polars as pl

    from observatory.quality.check import CheckResult

LAYER = "published"
RULES = "core.parametres"  # rules of calculation: constants, no data


@cache
def computed_models() -> dict[str, Model]:
    """The SQL models of the layer « published », by name."""
    return load_models(SQL_FOLDER, (LAYER,))


def compute_all(
    tables: Mapping[str, ProtectedTable], policy: Policy, catalogue: Catalogue
) -> tuple[dict[str, ProtectedTable], list[dict[str, Any]], list[str], dict[str, list[CheckResult]]]:
    """Every computed table of the policy, their lines of evidence, the sentences for those that are left out, and what the
    checks of each contract found, by table (`published.<name>`).

    Raises ObservatoryError when the policy does not allow one, or when a blocking check of its contract fails.
    """
    found: dict[str, ProtectedTable] = {}
    evidence, left_out, checked = [], [], {}
    for family in policy.families:
        for name in family.tables if family.deduites_de else ():
            sources = {source: tables[source] for source in family.deduites_de if source in tables}
            if absent := sorted(set(family.deduites_de) - sources.keys()):
                left_out.append(f"La table « {name} » n’est pas calculée : il y manque {', '.join(absent)}.")
                continue
            contract = catalogue.table(f"{LAYER}.{name}")
            try:
                run = partial(_run, contract, checked)
                found[name] = computed(name, sources, run, policy)
            except DisclosureError as refusal:
                raise ObservatoryError(refusal.message, refusal.action) from None
            evidence.append(public_line(family, policy, found[name], COMPUTED))
    return found, evidence, left_out, checked


def _run(table: Table, checked: dict[str, list[CheckResult]], frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The model of a table, in a database in memory that holds these frames and cannot open any file; what its checks found
    goes to `checked`."""
    import duckdb

    from observatory.quality.gx import run_checks
    from observatory.warehouse.functions import register_functions

    with duckdb.connect(config={"enable_external_access": "false"}) as con:
        for schema in ("protege", LAYER):
            con.execute(f"CREATE SCHEMA {schema}")
        register_functions(con)
        con.execute(f"CREATE TABLE protege.parametres AS {sql_models()[RULES].sql}")
        for name, frame in frames.items():
            con.register("entree", frame)
            con.execute(f"CREATE TABLE protege.{name} AS SELECT * FROM entree")
            con.unregister("entree")
        for statement in create_statements(table):
            con.execute(statement)
        try:
            con.execute(f"INSERT INTO {table.name} BY NAME {computed_models()[table.name].sql}")
        except duckdb.Error:  # its text may hold values
            raise ObservatoryError(
                f"{table.name} ne se calcule pas : rien n’est publié.", "Signalez-le à l’équipe technique."
            ) from None
        frame = con.sql(f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}").pl()
        checked[table.name] = run_checks(con, table.name, table.checks)
        failed = [result.id for result in checked[table.name] if result.is_blocking_failure]
        if failed:
            raise ObservatoryError(
                f"{table.name} : des contrôles bloquants ont échoué ({', '.join(failed)}) : rien n’est publié.",
                "Signalez-le à l’équipe technique : la table se calcule de tables protégées, le défaut est dans son modèle.",
            )
    return frame
