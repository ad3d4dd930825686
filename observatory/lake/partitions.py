"""Partitions of the lake and their manifests; a candidate that passed the gate replaces the last good one."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from observatory.contracts.load import Catalogue
from observatory.contracts.reference import lists_fingerprint
from observatory.errors import ObservatoryError
from observatory.fingerprints import fingerprint, of_code
from observatory.home import Home
from observatory.lake.gate import FILES, candidate_rows, examine, file_row
from observatory.lake.quarantine import write_quarantine
from observatory.lake.versions import unreadable_since
from observatory.lake.volumes import CHECK as VOLUMES
from observatory.lake.volumes import series_of, volume_of
from observatory.quality import journal
from observatory.quality.check import CheckResult
from observatory.settings import ROWS_TOGETHER
from observatory.sources.known import LISTS
from observatory.sources.origins import Origin, origins_in_force, stored_bytes
from observatory.sources.reading import Reading, read_file
from observatory.workers import bytes_of, in_order

logger = logging.getLogger("observatory.lac")
FICTION = re.compile(r"Z\d")
READING = ("contracts", "lake", "pseudonyms", "quality", "sources", "territories")  # the rooms that read and check


@dataclass(frozen=True)
class Outcome:
    """What became of one partition: `is_new` (read in this run), `is_kept` (it stands in the lake), its results.

    `jump`: when the number of lines holds it back, the sentence that says by how much. `nb_before`: the
    lines that stood there before the last file came, when it replaced another.
    """

    partition: str
    file_name: str
    is_new: bool
    is_kept: bool
    nb_read: int
    nb_typed: int
    nb_quarantined: int
    results: tuple[CheckResult, ...]
    jump: str = ""
    nb_before: int | None = None


def refresh(
    home: Home, catalogue: Catalogue, contract: str, run_id: str, only: Collection[str] | None = None
) -> list[Outcome]:
    """Bring every partition of a contract, or those of `only`, up to its last received file.

    A file already in the lake under the same rules is not read again. A candidate refused by a blocking check leaves
    the last good partition untouched.
    """
    asked = [one for one in origins_in_force(home, contract) if only is None or one.partition in only]
    told, rules = journal.results(home.journal, f"lake.{contract}"), rules_in_force(home, catalogue, contract)
    standing = {entry["partition"]: entry for entry in manifests(home, contract)}
    found = {one.partition: _known(home, one, rules, told, standing.get(one.partition)) for one in asked}
    series: dict[str, list[Origin]] = {}
    for origin in asked:
        if found[origin.partition] is None:
            series.setdefault(series_of(origin.partition), []).append(origin)
    sizes = [sum(bytes_of(origin.path(home)) for origin in one) for one in series.values()]
    for candidates, error in in_order(partial(_examined, home, catalogue, rules, standing), [*series.values()], sizes):
        found |= {one.origin.partition: _conclude(home, one, run_id) for one in candidates}
        if error:
            raise error
    return [found[origin.partition] for origin in asked]


def manifests(home: Home, contract: str) -> list[dict]:
    """What stands in the lake for a contract, one entry per partition: counts, fingerprints of file and Parquet."""
    read = (_manifest(path) for path in sorted((home.lake / contract).glob("*.json")))
    return [entry for entry in read if entry]


def lake_state(home: Home, contract: str) -> str:
    """The fingerprint of what stands in the lake for a contract: its partitions and their Parquet."""
    return fingerprint([(entry["partition"], entry["parquet_sha256"]) for entry in manifests(home, contract)])


def _manifest(path: Path) -> dict | None:
    """A manifest that was cut stands for nothing: its partition is read again from its file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None


def manifest(home: Home, contract: str, partition: str) -> dict | None:
    """What stands in the lake for one partition, or None."""
    path = parquet_path(home, contract, partition).with_suffix(".json")
    return _manifest(path) if path.exists() else None


def brought_in(home: Home, run_id: str, since: datetime) -> list[dict]:
    """The manifests of the partitions that a run read and kept, by contract and partition. since: when the run began."""
    found = (
        manifest(home, objet.removeprefix("lake."), part) for objet, part in journal.passed(home.journal, run_id, since)
    )
    return [entry for entry in found if entry]


def holds_fiction(home: Home, contracts: Iterable[str]) -> bool:
    """Files of the demonstration stand in the lake: by their name, or by a part whose code begins with Z, as those of invented
    territories do."""
    entries = (entry for contract in contracts for entry in manifests(home, contract))
    return any(FICTION.match(entry["partition"]) or "fictif-" in entry["fichier_nom"] for entry in entries)


def parquet_path(home: Home, contract: str, partition: str) -> Path:
    """The Parquet file of a partition."""
    return home.lake / contract / f"{partition}.parquet"


def last_good(home: Home, contract: str, partition: str) -> Path | None:
    """The Parquet file of a partition if it stands as its manifest says, else None."""
    path = parquet_path(home, contract, partition)
    entry = manifest(home, contract, partition)
    return path if entry and path.exists() and sha256_of(path) == entry["parquet_sha256"] else None


def sha256_of(path: Path) -> str:
    """Fingerprint of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def checked_as(file_sha256: str, rules: str) -> str:
    """The fingerprint under which the journal keeps the checks of a file: the file and the rules it was held against."""
    return hashlib.sha256(f"{file_sha256} {rules}".encode()).hexdigest()


def rules_in_force(home: Home, catalogue: Catalogue, contract: str) -> str:
    """The fingerprint of what a file is held against: its contract, the code lists and corrections, the code that reads and
    checks, and the official lists of territories received."""
    table, files = catalogue.sources[contract], catalogue.table(FILES)
    rules = [repr(table), repr(files.checks), lists_fingerprint(catalogue.folder), of_code(*READING)]
    if not table.is_reference:
        rules += [manifest["parquet_sha256"] for name in LISTS for manifest in manifests(home, name)]
    return fingerprint(*rules)


@dataclass(frozen=True)
class _Candidate:
    """A file read, checked and written aside. `entry`: its manifest, None when a blocking check refused it."""

    origin: Origin
    outcome: Outcome
    rules: str
    entry: dict | None


def _examined(
    home: Home, catalogue: Catalogue, rules: str, standing: Mapping[str, dict], series: Sequence[Origin]
) -> tuple[list[_Candidate], ObservatoryError | None]:
    """The files of a series read and checked, each held against those before it, up to one that cannot be read.

    standing: the manifests of their contract by partition.
    """
    candidates, standing = [], dict(standing)
    for origin in series:
        try:
            candidates.append(_examine(home, catalogue, origin, rules, standing))
        except ObservatoryError as error:
            return candidates, error
        if entry := candidates[-1].entry:
            standing[origin.partition] = entry
    return candidates, None


def _examine(home: Home, catalogue: Catalogue, origin: Origin, rules: str, standing: Mapping[str, dict]) -> _Candidate:
    reading = _read_again(home, catalogue, origin)
    previous = last_good(home, origin.contrat, origin.partition)
    volume = volume_of(home, standing.values(), origin.partition, origin.fichier_sha256)
    results = examine(reading, origin.date_reception, catalogue, previous, home, volume)
    before = _lines_before(standing.get(origin.partition), origin)
    write_quarantine(home, origin, reading)
    refused = [result.id for result in results if result.is_blocking_failure]
    jump = volume.sentence(reading.typed.nb_read) if VOLUMES in refused else ""
    outcome = replace(_outcome(reading, origin, results, not refused, jump), nb_before=before)
    return _Candidate(origin, outcome, rules, None if refused else _write_aside(home, origin, reading, before, rules))


def _conclude(home: Home, candidate: _Candidate, run_id: str) -> Outcome:
    """Tell the journal what was found of a file, and put it in the place of the last good one."""
    origin, outcome = candidate.origin, candidate.outcome
    checked = checked_as(origin.fichier_sha256, candidate.rules)
    journal.record(home.journal, _entries(outcome.results, origin, checked, run_id))
    if candidate.entry:
        _replace(home, origin, candidate.entry)
    refused = [result.id for result in outcome.results if result.is_blocking_failure]
    verdict = f"refusé par {', '.join(refused)}, la version précédente reste" if refused else "accepté"
    logger.info(
        f"{origin.contrat}, {origin.partition} : {outcome.nb_read} lignes lues, {outcome.nb_typed} typées, "
        f"{outcome.nb_quarantined} en quarantaine ; {verdict}.{f' {outcome.jump}.' if outcome.jump else ''}"
    )
    return outcome


def _read_again(home: Home, catalogue: Catalogue, origin: Origin) -> Reading:
    """The stored file under the contract of today; a refusal says under which version it was read before."""
    content = stored_bytes(home, origin)
    try:
        reading = read_file(content, origin.fichier_nom, catalogue, origin.date_reception, origin.contrat, home)
    except ObservatoryError as refusal:
        table = catalogue.sources[origin.contrat]
        entry = manifest(home, origin.contrat, origin.partition)
        if entry is None or entry["version_contrat"] == table.version:
            raise
        raise unreadable_since(origin.partition, entry["version_contrat"], table, refusal) from None
    return replace(reading, sha256=origin.fichier_sha256)  # what is stored of a file of persons is not the file


def _lines_before(entry: dict | None, origin: Origin) -> int | None:
    """The lines of the partition that a file replaces; those told before when the same file is read again."""
    if entry is None:
        return None
    same = entry["fichier_sha256"] == origin.fichier_sha256
    return entry.get("nb_lignes_avant") if same else entry["nb_lignes_typees"]


def _outcome(reading: Reading, origin: Origin, results: list[CheckResult], is_kept: bool, jump: str) -> Outcome:
    typed = reading.typed
    counts = (typed.nb_read, typed.rows.height, typed.quarantine.height)
    return Outcome(origin.partition, origin.fichier_nom, True, is_kept, *counts, tuple(results), jump)


def _known(
    home: Home,
    origin: Origin,
    rules: str,
    told: Mapping[tuple[str | None, str], list[CheckResult]],
    entry: dict | None,
) -> Outcome | None:
    """The outcome of a file that already stands in the lake (`entry`), read and checked under the rules of today."""
    if entry is None or entry["fichier_sha256"] != origin.fichier_sha256 or entry["regles"] != rules:
        return None
    results = told.get((origin.partition, checked_as(origin.fichier_sha256, rules)))
    if not results or last_good(home, origin.contrat, origin.partition) is None:
        return None
    counts = (entry["nb_lignes_lues"], entry["nb_lignes_typees"], entry["nb_lignes_quarantaine"])
    before = entry.get("nb_lignes_avant")
    return Outcome(origin.partition, origin.fichier_nom, False, True, *counts, tuple(results), nb_before=before)


def _write_aside(home: Home, origin: Origin, reading: Reading, before: int | None, rules: str) -> dict:
    """Write the partition beside the last good one; its manifest is returned."""
    path = parquet_path(home, origin.contrat, origin.partition)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".nouveau")
    candidate_rows(reading, origin.date_reception).write_parquet(aside, row_group_size=ROWS_TOGETHER)
    (row,) = file_row(reading, origin.date_reception).rows(named=True)
    entry = row | {"date_reception": origin.date_reception.isoformat(), "nb_lignes_avant": before}
    return entry | {"regles": rules, "parquet_sha256": sha256_of(aside)}


def _replace(home: Home, origin: Origin, entry: dict) -> None:
    """Move the partition over the last good one; its manifest follows."""
    path = parquet_path(home, origin.contrat, origin.partition)
    os.replace(path.with_suffix(".nouveau"), path)
    told = path.with_suffix(".json")
    told.with_suffix(".nouveau").write_text(json.dumps(entry, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(told.with_suffix(".nouveau"), told)


def _entries(results: Sequence[CheckResult], origin: Origin, fingerprint: str, run_id: str) -> list[journal.Entry]:
    now = datetime.now(UTC)
    return [
        journal.Entry(run_id, now, f"lake.{origin.contrat}", origin.partition, fingerprint, result)
        for result in results
    ]
