"""Files that went wrong, through the real door: reception, then the gate of the lake. A case is a contract, a format, a
mutation and a seed; the same case gives the same bytes.

What must hold: an ObservatoryError or an accepted file, nothing else; an end within the cap; no row unaccounted for.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import select
import shutil
import signal
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from tests.trials import mutations
from tests.trials.formats import WRITERS

CAP = 10.0  # seconds for one file
KEPT_ROWS = 12
MARK = "Zorglubovitch"  # the name of a person that must never come out
DRAWN = {"ndls_secteur", "contours"}
ROWS_KNOWN = {
    "absurd_cell",
    "absurd_column",
    "columns_shuffled",
    "rows_doubled",
    "rows_emptied",
    "lines_before",
    "header_doubled",
}
WRITTEN_OUT = {
    "cog_departement": ("v_departement_2026.csv", "DEP;REG;CHEFLIEU;LIBELLE\n01;84;01053;Ain\n2A;94;2A004;Corse-du-Sud\n"),
    "cog_region": ("v_region_2026.csv", "REG;CHEFLIEU;LIBELLE\n84;69123;Auvergne-Rhône-Alpes\n94;2A004;Corse\n"),
    "cog_historique": ("cog-historique.csv", "TYPECOM;com_insee;com_nom;date_debut;date_fin\nCOM;01003;Amareins;1943-01-01;1974-01-01\n"),
    "cog_outremer": ("outremer-2026.csv", "code_commune;nom_commune;code_collectivite;nom_collectivite;population\n98711;Anaa;987;Polynésie française;800\n"),
    "population_commune": ("populations-2026.csv", "REG;DEP;CODCOM;COM;PMUN\n06;976;601;;5192\n06;976;602;;13989\n"),
    "ndls_temoins": ("temoins-Z1101_2025-01-23.csv", "temoin_id;secteur_id;type_lieu;heure_debut_poste;heure_fin_poste;resultat_temoin;heure_rencontre\n1;1;RUE;22:00;01:00;COMPTE;23:10\n"),
    "objectif": ("objectifs.csv", "objectif_indicateur;niveau;territoire_code;annee;valeur_objectif;source_titre;source_url\nRELOGEMENTS_ANNEE;DEP;Z11;2025;120;Plan;https://exemple.fr\n"),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What is brought to the door, and how it came to be so. `nb_records`: lines that hold something, when they are known."""

    contract: str
    mutation: str
    seed: int
    name: str
    content: bytes
    nb_records: int | None = None

    @property
    def label(self) -> str:
        return f"{self.contract} {Path(self.name).suffix} {self.mutation} {self.seed}"


@dataclass(frozen=True)
class Fate:
    """What became of a case: `accepte`, `refuse`, or the fault."""

    label: str
    end: str
    seconds: float
    fault: str = ""
    nb_read: int = 0
    nb_quarantined: int = 0


def base_files(world: Path, catalogue: Catalogue) -> dict[str, tuple[str, bytes]]:
    """Contract → name and content of a file that it accepts; as many contracts as there are."""
    from observatory.sources.cells import read_sheets
    from observatory.sources.reading import _parts

    found = {contract: (name, text.encode()) for contract, (name, text) in WRITTEN_OUT.items()}
    root = world / "incoming"
    for path in sorted(root.rglob("*"), key=lambda path: (path.stat().st_size, path)):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            for part in _parts(read_sheets(path.read_bytes(), name), catalogue.sources, name, catalogue):
                contract = part.table.short_name
                if contract in DRAWN or len(_rows(path.read_bytes())) > 1:
                    found.setdefault(contract, (name, path.read_bytes()))
    return found


@cache
def _rows(content: bytes) -> tuple[tuple[str, ...], ...]:
    text = content.decode("utf-8-sig" if b"\xc3" in content or content.isascii() else "cp1252")
    first = text.split("\n", 1)[0]
    if not any(sign in first for sign in ";,\t|"):  # a line above the table: that it is invented
        return _rows(text.partition("\n")[2].encode())
    separator = max(";,\t|", key=first.count)
    rows = [tuple(row) for row in csv.reader(io.StringIO(text), delimiter=separator)][: KEPT_ROWS + 1]
    width = len(rows[0])
    return tuple((*row, *[""] * (width - len(row)))[:width] for row in rows)


def cases(bases: dict[str, tuple[str, bytes]], seed: int, wanted: int) -> Iterator[Case]:
    """`wanted` cases, each contract in each of its formats in turn, the mutations in an order drawn from the seed."""
    chance, made = random.Random(seed), 0
    decks: dict[tuple[str, str], list[str]] = {}
    while made < wanted:
        for contract, (name, content) in sorted(bases.items()):
            for kind in (".geojson", ".zip") if contract in DRAWN else WRITERS:
                deck = decks.setdefault((contract, kind), [])
                if not deck:
                    deck += chance.sample(sorted(_possible(kind)), len(_possible(kind)))
                if made < wanted:
                    yield make_case(contract, name, content, kind, deck.pop(), seed * 100_000 + made)
                made += 1


def _possible(kind: str) -> set[str]:
    archived = set(mutations.ARCHIVES) | {"stored_as_is"}
    return {
        ".csv": {*mutations.CELLS, *mutations.BYTES, *mutations.TEXT},
        ".xlsx": {*mutations.CELLS, *mutations.BYTES, *archived},
        ".ods": {*mutations.CELLS, *mutations.BYTES, *archived},
        ".parquet": {*mutations.CELLS, *mutations.BYTES},
        ".geojson": {*mutations.JSON, *mutations.BYTES, "null_bytes", "several_boms", "other_encoding"},
        ".zip": {*mutations.BYTES, "path_traversal", "member_removed", "stored_as_is", *mutations.JSON},
    }[kind]


def make_case(contract: str, name: str, content: bytes, kind: str, mutation: str, seed: int) -> Case:
    chance, count = random.Random(f"{seed} {contract} {kind} {mutation}"), None
    stem = name.rpartition(".")[0]
    if contract in DRAWN:
        content = mutations.JSON[mutation](content, chance) if mutation in mutations.JSON else content
        made = _zipped(Path(stem).name + ".geojson", content) if kind == ".zip" else content
    else:
        rows = [list(row) for row in _rows(content)]
        rows = [
            [MARK if header in ("nom", "prenom") and at else cell for header, cell in zip(rows[0], row, strict=True)]
            for at, row in enumerate(rows)
        ]
        if mutation in mutations.CELLS:
            rows = mutations.CELLS[mutation](rows, chance)
            count = _records(rows, mutation, kind)
        made = WRITERS[kind](rows)
    for family in (mutations.BYTES, mutations.TEXT, mutations.ARCHIVES):
        made = family[mutation](made, chance) if mutation in family else made
    return Case(contract, mutation, seed, f"{stem}{kind}", made, count)


def _records(rows: mutations.Rows, mutation: str, kind: str) -> int | None:
    """Lines below the header that hold something; None where the format itself may lose one (a line break, a NUL)."""
    head = 3 if mutation == "lines_before" else 1
    odd = any(c in cell for row in rows for cell in row for c in '\x00\r\n"')
    if mutation not in ROWS_KNOWN or odd or kind == ".parquet":
        return None
    return sum(any(cell.strip() for cell in row) for row in rows[head:])


def _zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def try_case(case: Case, folder: Path, catalogue: Catalogue) -> Fate:
    """Bring one file to the door of an empty home, then to the lake; never raises."""
    shutil.rmtree(folder, ignore_errors=True)
    home = Home(folder).create()
    path = home.incoming / case.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.content)
    started = time.monotonic()
    try:
        end, fault, read, refused = _through(home, path, case, catalogue)
    except ObservatoryError as refusal:
        end, read, refused = "refuse", 0, 0
        fault = "" if refusal.message and MARK not in str(refusal) else f"sentence: {refusal}"
    except BaseException as error:  # noqa: BLE001 what the trial looks for
        end, fault, read, refused = "faute", f"{type(error).__module__}.{type(error).__name__}: {error}"[:300], 0, 0
    if catalogue.sources[case.contract].is_nominative and not fault:
        others = (p.read_bytes() for p in home.root.rglob("*") if p.is_file() and p != path)
        fault = "an identity stands in the home" if any(MARK.encode() in content for content in others) else ""
    return Fate(case.label, "faute" if fault else end, round(time.monotonic() - started, 3), fault, read, refused)


def _through(home: Home, path: Path, case: Case, catalogue: Catalogue) -> tuple[str, str, int, int]:
    import polars as pl

    from observatory.lake.partitions import manifests, parquet_path, refresh
    from observatory.lake.quarantine import quarantine_path
    from observatory.sources.intake import receive
    from observatory.sources.origins import origins_in_force

    receipt = receive(home, path, catalogue)
    contract = receipt.contrat
    read = quarantined = 0
    for outcome in refresh(home, catalogue, contract, "epreuve"):
        (origin,) = [one for one in origins_in_force(home, contract) if one.partition == outcome.partition]
        kept = quarantine_path(home, origin)
        lines = pl.read_csv(kept, separator=";", infer_schema=False).height if kept.exists() else 0
        if outcome.nb_read != outcome.nb_typed + outcome.nb_quarantined:
            return "faute", "rows are lost between reading and typing", 0, 0
        if lines != outcome.nb_quarantined:
            return "faute", f"{outcome.nb_quarantined} rows refused, {lines} in the quarantine file", 0, 0
        if any(result.technical_error for result in outcome.results):
            return "faute", f"a check broke: {[r.id for r in outcome.results if r.technical_error]}", 0, 0
        entry = next((m for m in manifests(home, contract) if m["partition"] == outcome.partition), None)
        if (
            outcome.is_kept
            and pl.read_parquet(parquet_path(home, contract, outcome.partition), glob=False).height
            != entry["nb_lignes_typees"]
        ):
            return "faute", "rows are lost between typing and the lake", 0, 0
        read, quarantined = read + outcome.nb_read, quarantined + outcome.nb_quarantined
    if case.nb_records is not None and contract == case.contract and read % max(case.nb_records, 1):
        return "faute", f"{case.nb_records} lines in the file, {read} read", read, quarantined
    return "accepte", "", read, quarantined


def try_all(
    make: Callable[[], Iterable[Case]], wanted: int, folder: Path, catalogue: Catalogue, fates: list[Fate], say=None
) -> None:
    """Fill `fates` with those of `wanted` cases, made and tried in a child, which is replaced when it hangs or dies."""
    while len(fates) < wanted:
        _until_trouble(make, wanted, folder, catalogue, fates, say)


def _until_trouble(make, wanted: int, folder: Path, catalogue: Catalogue, fates: list[Fate], say) -> None:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(islice(make(), len(fates), wanted), folder, catalogue, writing)
    os.close(writing)
    kept, label, limit = b"", "?", time.monotonic() + 120  # a child reads the contracts once
    while len(fates) < wanted:
        ready, _, _ = select.select([reading], [], [], max(0.01, limit - time.monotonic()))
        got = os.read(reading, 1 << 16) if ready else b""
        if not got:
            os.kill(pid, signal.SIGKILL)
            if label == "?":
                raise AssertionError(f"the child makes no case after {len(fates)}: the fault is in the trial")
            why = "the process died" if ready else f"no end within {CAP:.0f} s"
            fates.append(Fate(label, "faute", CAP, why))
            break
        *lines, kept = (kept + got).split(b"\n")
        for told in map(json.loads, lines):
            if isinstance(told, str):
                label, limit = told, time.monotonic() + CAP
                continue
            fates.append(Fate(**told))
            if say and fates[-1].fault:
                say(f"{fates[-1].label} : {fates[-1].fault}")
            if say and len(fates) % 100 == 0:
                say(f"{len(fates)}/{wanted} fichiers, {sum(f.end == 'faute' for f in fates)} fautes")
    os.waitpid(pid, 0)
    os.close(reading)


def _work(listed: Iterable[Case], folder: Path, catalogue: Catalogue, writing: int) -> None:
    """In the child; never returns. Each case says its name, then its fate."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    cases = iter(listed)
    first = next(cases)
    try_case(first, folder, catalogue)  # the libraries load once, outside of what is timed
    for case in chain([first], cases):
        os.write(writing, json.dumps(case.label).encode() + b"\n")
        os.write(writing, json.dumps(vars(try_case(case, folder, catalogue))).encode() + b"\n")
    os._exit(0)
