"""Reception: every file is recognised, stored once under its fingerprint, and never changed again."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pseudonyms.key import KeyRefused
from observatory.sources.announced import announced_for
from observatory.sources.origins import Origin, origins_in_force
from observatory.sources.reading import Reading, read_contracts
from observatory.workers import bytes_of, in_order

logger = logging.getLogger("observatory.reception")
REFUSED = "refuses"


@dataclass(frozen=True)
class Receipt:
    """What became of a file: `recu`, `deja_recu` or `refuse`, and the sentence for staff.

    `en_attente` is about a whole folder, whose source is announced and not read yet (`fichier_nom` is the folder), or about
    all the files that wait for a key (`est_bloque`: someone must act first).
    """

    fichier_nom: str
    statut: str
    phrase: str
    contrat: str | None = None
    partition: str | None = None
    est_bloque: bool = False


def receive(home: Home, path: Path, catalogue: Catalogue, contract: str | None = None) -> Receipt:
    """Store a file under its fingerprint; the file already in force is left aside and said so.

    A file received long ago and replaced since comes back in force. Raises ObservatoryError when the file cannot be
    read, fits no contract or has no valid row, or lies in the folder of an announced source and no contract is named
    for it: nothing is stored then.
    """
    announced = announced_for(home, path, catalogue.folder)
    if announced and contract is None:
        raise announced.refusal()
    return _keep_all(home, path, _read(home, catalogue, path, contract))


@dataclass(frozen=True)
class _Part:
    """What a file holds of one contract: what is stored of it, and the counts that are told."""

    table: str
    title: str
    partition: str
    name: str
    sha256: str
    extension: str
    stored: bytes
    nb_read: int
    nb_quarantined: int


@dataclass(frozen=True)
class _Read:
    """A file read, nothing stored yet. `left`: the sheets that no contract reads, unless they may name persons."""

    parts: tuple[_Part, ...]
    left: tuple[str, ...]
    received: datetime


def _read(home: Home, catalogue: Catalogue, path: Path, contract: str | None = None) -> _Read:
    content = _bytes(path)
    received = datetime.now(UTC)
    readings = read_contracts(content, _name(home, path), catalogue, received.date(), contract, home)
    for reading in readings:
        if reading.typed.rows.is_empty():
            raise _nothing_valid(reading)
    read = {sheet for reading in readings for sheet in _sheets_read(reading)}
    nominative = any(reading.table.is_nominative for reading in readings)
    left = () if nominative else (sheet for sheet in readings[0].left_sheets if sheet not in read)
    return _Read(tuple(_part(path, content, reading) for reading in readings), tuple(left), received)


def _part(path: Path, content: bytes, reading: Reading) -> _Part:
    table, typed = reading.table, reading.typed
    kept = reading.kept
    extension, stored = (path.suffix.lower(), content) if kept is None else (".parquet", kept)
    counts = (typed.nb_read, typed.quarantine.height)
    return _Part(
        table.short_name, table.title, reading.partition, reading.name, reading.sha256, extension, stored, *counts
    )


def _sheets_read(reading: Reading) -> list[str]:
    sheets = (reading.typed.rows["feuille_source"], reading.typed.quarantine["feuille"])
    return [sheet for column in sheets for sheet in column.unique().to_list() if sheet]


def _keep_all(home: Home, path: Path, read: _Read) -> Receipt:
    """Store what was read of a file, and say what became of it, whatever the number of contracts that its sheets fit."""
    receipts = [_keep(home, path, part, read.received) for part in read.parts]
    first = next((receipt for receipt in receipts if receipt.statut == "recu"), receipts[0])
    words = [receipt.phrase for receipt in receipts]
    if read.left:
        words.append(f"Feuilles laissées de côté : {', '.join(f'« {sheet} »' for sheet in read.left)}.")
    return replace(first, phrase=" ".join(words))


def _keep(home: Home, path: Path, part: _Part, received: datetime) -> Receipt:
    """Store what a file holds of one contract, unless it is already in force."""
    stored = origins_in_force(home, part.table)
    in_force = next((o for o in stored if o.partition == part.partition), None)
    recu_le = _after(in_force, received).isoformat()
    origin = Origin(part.table, part.partition, part.name, part.sha256, recu_le, part.extension)
    if in_force and in_force.fichier_sha256 == origin.fichier_sha256 and in_force.path(home).is_file():
        phrase = f"{path.name} a déjà été reçu (même contenu) : il n’est pas repris."
        return Receipt(path.name, "deja_recu", phrase, origin.contrat, origin.partition)
    _store(origin.path(home), part.stored)
    _store(origin.path(home).with_suffix(".json"), json.dumps(asdict(origin), ensure_ascii=False, indent=1).encode())
    again = " Il remplacera la version précédente si ses contrôles passent." if in_force else ""
    counts = f"{part.nb_read} lignes lues, {part.nb_quarantined} en quarantaine"
    phrase = f"{path.name} reçu comme « {part.title} » ({origin.partition}) : {counts}.{again}"
    return Receipt(path.name, "recu", phrase, origin.contrat, origin.partition)


def _after(in_force: Origin | None, received: datetime) -> datetime:
    """The moment of a reception: the last file received is the one in force, even when the clock of the machine went back."""
    if in_force is None:
        return received
    return max(received, datetime.fromisoformat(in_force.recu_le) + timedelta(microseconds=1))


def _name(home: Home, path: Path) -> str:
    """The name of a file, with its folder inside `incoming/`: either may say the year of a list that does not."""
    return path.relative_to(home.incoming).as_posix() if path.is_relative_to(home.incoming) else path.name


def _nothing_valid(reading: Reading) -> ObservatoryError:
    """The refusal of a file without one valid row, with the reason that comes back most."""
    refused = reading.typed.quarantine
    if refused.is_empty():
        return ObservatoryError(
            f"{reading.name} n’a que son en-tête : aucune ligne de données.",
            "Demandez au producteur le fichier complet.",
        )
    (motif, columns, line), *_ = refused.select("motifs", "colonnes", "ligne_source").rows()
    where = f", colonne {columns}" if columns else ""
    return ObservatoryError(
        f"{reading.name} : aucune de ses {reading.typed.nb_read} lignes n’est valide "
        f"(première : ligne {line}{where}, {motif}).",
        "Vérifiez que c’est le bon fichier, puis demandez un nouvel export au producteur.",
    )


def dropped_files(home: Home) -> list[Path]:
    """The files of `incoming/`, but those refused before and those that a program is still writing (hidden, or « ~ »)."""
    found = sorted(home.incoming.rglob("*"), key=lambda path: (path.parent, path.stem, path.suffix))
    return [
        path
        for path in found
        if path.is_file()
        and not path.name.startswith((".", "~"))
        and path.relative_to(home.incoming).parts[0] != REFUSED
    ]


def receive_incoming(home: Home, catalogue: Catalogue) -> list[Receipt]:
    """Receive every file dropped in `incoming/`; a refused one goes to `incoming/refuses/` with its reason in French.

    The files of announced sources stay where they are, unopened: one receipt a folder, after the others.
    """
    _forget_cut_short(home)
    receipts, waiting, locked, paths = [], Counter(), Counter(), []
    for path in dropped_files(home):
        if announced := announced_for(home, path, catalogue.folder):
            waiting[announced] += 1
        elif REFUSED not in path.relative_to(home.incoming).parts:
            paths.append(path)
    found = in_order(partial(_read_dropped, home, catalogue), paths, [bytes_of(path) for path in paths])
    for path, read in zip(paths, found, strict=True):
        if isinstance(read, KeyRefused):  # the file is not at fault: it stays where it is
            locked[str(read)] += 1
        else:
            receipts.append(_receive_dropped(home, path, read))
    for announced, count in waiting.items():
        receipts.append(Receipt(f"{announced.dossier}/", "en_attente", announced.waiting(count)))
        logger.info(receipts[-1].phrase)
    for reason, count in locked.items():
        files = "1 fichier nominatif attend" if count == 1 else f"{count} fichiers nominatifs attendent"
        receipts.append(Receipt("incoming/", "en_attente", f"{files} dans incoming/. {reason}", est_bloque=True))
        logger.info(receipts[-1].phrase)
    return receipts


def _read_dropped(home: Home, catalogue: Catalogue, path: Path) -> _Read | ObservatoryError:
    """A dropped file read, or why it cannot be."""
    try:
        return _read(home, catalogue, path)
    except ObservatoryError as error:
        return error


def _receive_dropped(home: Home, path: Path, read: _Read | ObservatoryError) -> Receipt:
    """Keep what was read of a file and take it out of `incoming/`, or set it aside with its reason."""
    try:
        if isinstance(read, ObservatoryError):
            raise read
        receipt = _keep_all(home, path, read)
        path.unlink()
    except ObservatoryError as error:
        receipt = Receipt(path.name, "refuse", str(error))
        _refuse(home, path, str(error))
    logger.info(receipt.phrase)
    return receipt


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise ObservatoryError(
            f"Le fichier {path.name} est introuvable ou illisible.", "Vérifiez son emplacement et ses droits."
        ) from None


def _store(path: Path, content: bytes) -> None:
    """Write aside, then move in one step: a file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(content)
    os.replace(aside, path)


def _forget_cut_short(home: Home) -> None:
    """Take away what a reception that was killed had written aside: its file still waits. Another one may be going on."""
    for aside in home.raw.glob("*/.*.*"):
        if not _is_running(aside.name.rpartition(".")[2]):
            aside.unlink(missing_ok=True)


def _is_running(pid: str) -> bool:
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # someone else's
        return True
    return True


def _refuse(home: Home, path: Path, reason: str) -> None:
    target = home.incoming / REFUSED / path.relative_to(home.incoming)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_name(f"{path.name}.txt").write_text(
        reason + "\n", encoding="utf-8"
    )  # first: no refusal without its reason
    shutil.move(path, target)
    target.chmod(0o600)  # whoever dropped it, whatever its rights were
