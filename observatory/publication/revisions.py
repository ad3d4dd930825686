"""The log of what each release changed: that of the release before, and the changes of this one.

A value is said again only while the row that it stands in is published and hides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from observatory.contracts.load import Catalogue
from observatory.disclosure.policy import Policy
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.publication.changes import FIGURES
from observatory.publication.changes_rows import shown_lines
from observatory.publication.description import shaped
from observatory.publication.opendata.paths import reading, stored_tables

NAME = "revisions"
_VALUES = "r.nature_changement IN ('VALEUR', 'ETAT')"


def revisions_table(
    before: Path | None,
    tables: Mapping[str, ProtectedTable],
    catalogue: Catalogue,
    policy: Policy,
    version: str,
    at: datetime,
) -> ProtectedTable:
    """The table `revisions` (contract `meta.revisions`); `tables` holds `changements`, the changes of this release.

    Raises DisclosureError when the policy does not publish it.
    """
    import duckdb
    import polars as pl

    now = tables["changements"].frame.with_columns(
        version_publication=pl.lit(version), publie_le=pl.lit(at.replace(tzinfo=None))
    )
    columns = catalogue.table(f"meta.{NAME}").columns
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        con.register("maintenant", shaped(catalogue, NAME, now))
        con.register("vide", shaped(catalogue, NAME, now.clear()))
        files = stored_tables(before).get(NAME)
        former = reading(files) if files else "vide"
        con.execute("CREATE TABLE lignes_montrees (table_nom VARCHAR, cle_ligne VARCHAR)")
        for schema in FIGURES:
            for name, table in catalogue.schema(schema).items():
                if name in tables and not table.is_geographic:
                    con.register("table_publiee", tables[name].frame)
                    kinds = {column.name: column.type for column in table.columns}
                    con.execute(f"INSERT INTO lignes_montrees {shown_lines(table, kinds, 'table_publiee')}")
        told = ", ".join(
            f"CASE WHEN {_VALUES} AND m.cle_ligne IS NULL THEN NULL ELSE r.{one.name} END AS {one.name}"
            if one.name in ("valeur_avant", "valeur_apres")
            else f"r.{one.name}"
            for one in columns
        )
        frame = con.sql(f"""
            SELECT {told} FROM (FROM {former} UNION ALL BY NAME FROM maintenant) AS r
            LEFT JOIN lignes_montrees AS m ON m.table_nom = r.table_nom AND m.cle_ligne = r.cle_ligne
            ORDER BY r.publie_le, r.numero_changement
        """).pl()
    return already_public(NAME, shaped(catalogue, NAME, frame), policy)
