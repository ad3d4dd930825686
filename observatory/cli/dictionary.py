"""The dictionary on the terminal."""

from __future__ import annotations

import click

from observatory.contracts.load import load_catalogue
from observatory.contracts.model import Table
from observatory.home import Home


def print_dictionary(name: str | None, home: Home) -> None:
    """Print the tables under contract, or the columns of one (`marts.x`, or `x` alone), with what the release in place of
    `home` measured of them; wrong use when it is none."""
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
    table = catalogue.tables[full]
    _print_table(table, _measured(table, home))


def _measured(table: Table, home: Home) -> dict[str, str]:
    """What the release in place says of each column; nothing without a release, or one that does not publish the table."""
    from observatory.publication.dictionary_page import facts
    from observatory.publication.layout import PUBLISHED, name_of
    from observatory.read import ReadingError, open_release

    if table.schema not in PUBLISHED:
        return {}
    try:
        known = open_release(home.published / "current").dictionary.filter(table_nom=name_of(table))
    except ReadingError:
        return {}
    if "part_renseignee" not in known.columns:  # a release of an earlier version
        return {}
    return {
        row["colonne_nom"]: " ".join(
            part
            for part in (facts(row), f"Vient de : {row['origine_colonnes']}." if row["origine_colonnes"] else "")
            if part
        )
        for row in known.to_dicts()
    }


def _print_table(table: Table, measured: dict[str, str]) -> None:
    click.echo(
        f"{table.name} : {table.description}\nGrain : {table.grain}\n{table.usage} {table.limitations}\n".strip()
    )
    for column in table.columns:
        marks = [column.type, "clé" if column.key_position else "", "obligatoire" if column.required else ""]
        marks += [column.unit or "", column.nomenclature or ""]
        click.echo(f"  {column.name} ({', '.join(mark for mark in marks if mark)})")
        click.echo(f"      {column.description}")
        if told := measured.get(column.name):
            click.echo(f"      {told}")
    for check in table.checks:
        click.echo(f"  {check.id} [{check.severity}] {check.sentence}")
