"""What a release says of its own protection: tables of `meta`, a manifest in the bundle, and the attack by files."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.contracts.load import Catalogue
from observatory.disclosure.policy import Policy
from observatory.disclosure.protected import ProtectedTable
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication.description import shaped
from observatory.publication.memory import Memory, report_failures
from observatory.publication.told import told_by_others
from observatory.publication.versions import EVIDENCE

if TYPE_CHECKING:
    import polars as pl

    from observatory.publication.leaks import Guarded


def evidence_tables(
    catalogue: Catalogue, evidence: Sequence[Mapping[str, Any]], memory: Memory, policy: Policy, version: str
) -> dict[str, pl.DataFrame]:
    """`confidentialite`: a line per published table of figures; `politiques`: every version of the policy ever applied."""
    import polars as pl

    now = {policy.version: (policy.fingerprint, policy.signe_par, policy.signe_le, version)}
    signed = {**memory.policies(), **(now if policy.version not in memory.policies() else {})}
    columns = ("politique_empreinte", "signe_par", "signe_le", "premiere_publication")
    policies = [
        {"politique_version": number, **dict(zip(columns, told, strict=True))} for number, told in signed.items()
    ]
    frames = {
        "confidentialite": pl.DataFrame(list(evidence), infer_schema_length=None),
        "politiques": pl.DataFrame(policies),
    }
    return {name: shaped(catalogue, name, frame) for name, frame in frames.items()}


def write_evidence(
    folder: Path, version: str, at: datetime, parent: str | None, evidence: Sequence[Mapping[str, Any]]
) -> None:
    """The public manifest of the release: its parent, and what was done to each table. No count of persons."""
    text = {"version": version, "publie_le": at.isoformat(), "parent": parent, "tables": list(evidence)}
    (folder / EVIDENCE).write_text(json.dumps(text, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


def refuse_leaks(
    home: Home,
    folder: Path,
    version: str,
    guarded: Sequence[Guarded],
    tables: Mapping[str, ProtectedTable],
    deduced: Collection[str] = (),
    before: Collection[int] = (),
) -> None:
    """Open every file of the bundle and look for protected counts; ObservatoryError when one is found.

    What `deduced` tables hold excuses nothing: they are searched as any file, since no number of theirs is a count that only
    they would show; but what somebody else publishes of a cell (`told_by_others`) excuses that count, and no other.
    `before`: the numbers of the previous release, which its readers hold already; the table of changes says some of them
    again, and a single one that happens to be a true count of today tells nobody anything. How many rows each published
    table has is known to whoever reads it, and so are its dates, which workbooks hold as numbers.
    The message says how many files; which, and by which route, is written for the person in charge alone.
    """
    import polars as pl

    from observatory.publication.leaks import Secrets, search_bundle
    from observatory.publication.workbook import numbers_of_days
    from observatory.territories.geobundle import projection_numbers

    if not guarded:
        return
    hidden = {table.name for table in guarded}
    shown = {name: table.frame for name, table in tables.items() if name not in hidden}
    public = {name: frame for name, frame in shown.items() if name not in deduced}
    told = told_by_others(shown)
    guarded = [replace(one, told=told.get(one.count)) for one in guarded]
    frames = [table.frame for table in tables.values()]
    known = (*_said(shown), *map(len, frames), *numbers_of_days(frames), *projection_numbers(), *before)
    if leaks := search_bundle(folder, Secrets(tuple(guarded), public, known)):
        found = pl.DataFrame(leaks, schema=["fichier", "chemin", "table"], orient="row")
        path = report_failures(home, f"{version}-fichiers", found)
        raise ObservatoryError(
            f"Des fichiers de la publication laissent lire des effectifs protégés ({found['fichier'].n_unique()}) : "
            "rien n’est publié.",
            f"La personne chargée de la confidentialité lit lesquels dans {path.relative_to(home.root)}.",
        )


def _said(public: Mapping[str, pl.DataFrame]) -> tuple[int, ...]:
    """Numbers that pages write and no table holds: the lines read, by source, by producer and in all, the rows that a check
    found in all the parts of a source, the checks that found something, and the changes of a release."""
    import polars as pl

    totals = []
    if (sources := public.get("sources")) is not None:
        lines = pl.col("^nb_lignes_.*$").sum()
        totals += [
            sources.select(lines),
            *(sources.group_by(by).agg(lines).drop(by) for by in ("contrat", "producteur")),
        ]
    if (checks := public.get("controles")) is not None:
        same = ["objet", "est_reussi", "controle_id"]
        totals.append(checks.group_by(same).agg(pl.col("nb_lignes_en_cause").sum()).drop(same))
        totals.append(checks.group_by("est_reussi").agg(pl.len()).drop("est_reussi"))
    if (changes := public.get("changements")) is not None:
        totals += _added_up(changes)
    return tuple(count for frame in totals for row in frame.rows() for count in row)


def _added_up(changes: pl.DataFrame) -> list[pl.DataFrame]:
    """The counts of changes that the page about them writes: rows of tables and changes, never persons."""
    import polars as pl

    nature = pl.col("nature_changement")
    kind = (
        pl.when(nature.is_in(["VALEUR", "ETAT"])).then(pl.lit("VALEURS"))
        .when(nature.str.starts_with("LIGNES")).then(pl.lit("LIGNES"))
        .when(nature.is_in(["SOURCE_RECUE", "SOURCE_REMPLACEE"])).then(pl.lit("FICHIERS"))
    )  # fmt: skip
    told = changes.with_columns(kind.alias("genre"))
    lines = pl.col("nb_lignes_changees")
    groups = [
        told.group_by(*where, what).agg(pl.len().alias("nb_changements"), lines.sum())
        for where in ((), ("table_nom",), ("table_nom", "territoire"))
        for what in ("nature_changement", "genre")
    ]
    return [*(one.select("nb_changements", "nb_lignes_changees") for one in groups), changes.select(lines.drop_nulls())]
