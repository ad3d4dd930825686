"""The dry run of a file: everything the pipeline would say of it, and nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observatory.errors import ObservatoryError
from observatory.home import Home

if TYPE_CHECKING:
    from observatory.contracts.load import Catalogue
    from observatory.sources.reading import Reading


def diagnose(home: Home, path: Path, contract: str | None) -> list[dict]:
    """What the file is, its counts, the reasons of its quarantine, and every check, as plain values: one entry for each
    contract that its sheets fit."""
    from observatory.contracts.load import load_catalogue
    from observatory.sources.reading import read_contracts

    catalogue, today = load_catalogue(), date.today()
    try:
        readings = read_contracts(path.read_bytes(), path.name, catalogue, today, contract, home)
    except ObservatoryError as refusal:
        return [{"fichier": path.name, "accepte": False, "refus": str(refusal)}]
    return [_examined(home, reading, catalogue, today) for reading in readings]


def _examined(home: Home, reading: Reading, catalogue: Catalogue, today: date) -> dict:
    from observatory.lake.gate import examine
    from observatory.lake.partitions import last_good, manifests
    from observatory.lake.volumes import volume_of
    from observatory.sources.origins import origins_in_force

    name = reading.table.short_name
    previous = last_good(home, name, reading.partition)
    volume = volume_of(home, manifests(home, name), reading.partition, reading.sha256)
    results = examine(reading, today, catalogue, previous, home, volume)
    typed, in_force = reading.typed, origins_in_force(home, name)
    return {
        "fichier": reading.name,
        "accepte": not any(result.is_blocking_failure for result in results),
        "contrat": reading.table.name,
        "titre": reading.table.title,
        "partition": reading.partition,
        "deja_recu": any(origin.fichier_sha256 == reading.sha256 for origin in in_force),
        "lignes_lues": typed.nb_read,
        "lignes_typees": typed.rows.height,
        "lignes_quarantaine": typed.quarantine.height,
        "colonnes_inconnues": list(typed.unknown_columns),
        "quarantaine": _reasons(typed.quarantine),
        "controles": [
            {
                "controle": result.id,
                "severite": result.severity,
                "reussi": result.passed,
                "lignes_en_cause": result.nb_rows,
                "phrase": result.sentence,
            }
            for result in results
        ],
    }


def _reasons(quarantine) -> list[dict]:
    """Refused lines by column and reason: how many, the first line numbers, what to do. No value."""
    import polars as pl

    grouped = quarantine.group_by("colonnes", "motifs", "a_faire", maintain_order=True).agg(
        nb_lignes=pl.len(), premieres_lignes=pl.col("ligne_source").head(5)
    )
    return grouped.rename({"colonnes": "colonne", "motifs": "motif"}).to_dicts()


def print_diagnosis(found: dict) -> None:
    """The diagnosis as staff read it."""
    if "refus" in found:
        click.echo(f"✗ {found['refus']}")
        return
    click.echo(f"{found['fichier']} : {found['titre']} ({found['partition']})")
    click.echo(
        f"  {found['lignes_lues']} lignes lues = {found['lignes_typees']} typées "
        f"+ {found['lignes_quarantaine']} en quarantaine"
    )
    if found["deja_recu"]:
        click.echo("  = déjà reçu (même contenu) : il ne serait pas repris.")
    for name in found["colonnes_inconnues"]:
        click.echo(f"  ! colonne inconnue, non chargée : {name}")
    for reason in found["quarantaine"]:
        where = f"colonne {reason['colonne']}, " if reason["colonne"] else ""
        lines = ", ".join(map(str, reason["premieres_lignes"]))
        more = "…" if reason["nb_lignes"] > len(reason["premieres_lignes"]) else ""
        click.echo(
            f"  ! {where}{reason['motif']} : {reason['nb_lignes']} ligne(s) ({lines}{more}) → {reason['a_faire']}"
        )
    for result in found["controles"]:
        if not result["reussi"]:
            count = f" [{result['lignes_en_cause']}]" if result["lignes_en_cause"] is not None else ""
            mark = "✗" if result["severite"] == "bloquant" else "!"
            click.echo(f"  {mark} {result['controle']}{count} {result['phrase']}")
    click.echo("  ✓ Le fichier peut être reçu." if found["accepte"] else "  ✗ Le fichier serait refusé.")
