"""The dictionary on the terminal."""

from __future__ import annotations

import click

from observatory.contracts.load import load_catalogue
from observatory.contracts.model import Table


def print_dictionary(name: str | None) -> None:
    """Print the tables under contract, or the columns of one (`marts.x`, or `x` alone); wrong use when it is none."""
    catalogue = load_catalogue()
    if name is None:
        for table in catalogue.tables.values():
            click.echo(f"{table.name:34} {table.description}")
        click.echo("\nColonnes d’une table : observatory dictionary NOM")
        return
    full = next((full for full in catalogue.tables if full == name or full.endswith(f".{name}")), name)
    if full not in catalogue.tables:
        raise click.BadParameter(
            f"aucun contrat ne décrit « {name} ». Tables : observatory dictionary.", param_hint="TABLE"
        )
    _print_table(catalogue.tables[full])


def _print_table(table: Table) -> None:
    click.echo(
        f"{table.name} : {table.description}\nGrain : {table.grain}\n{table.usage} {table.limitations}\n".strip()
    )
    for column in table.columns:
        marks = [column.type, "clé" if column.key_position else "", "obligatoire" if column.required else ""]
        marks += [column.unit or "", column.nomenclature or ""]
        click.echo(f"  {column.name} ({', '.join(mark for mark in marks if mark)})")
        click.echo(f"      {column.description}")
    for check in table.checks:
        click.echo(f"  {check.id} [{check.severity}] {check.sentence}")
