"""The tables of docs/epreuves.md, made of the notes of the trials; what people wrote around them stays."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from observatory import __version__
from observatory.home import PROJECT
from tests.trials.notes import Note, read_notes

PAGE = PROJECT / "docs" / "epreuves.md"
BEGIN, END = "<!-- début des mesures -->", "<!-- fin des mesures -->"
SHOWN_FAULTS = 20


def write_tables(notes: Path, page: Path = PAGE) -> None:
    """Replace what stands between BEGIN and END by a table for each note."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = "\n".join(table(note) for note in read_notes(notes))
    page.write_text(f"{before}{BEGIN}\n\n{tables}\n{END}{after}", encoding="utf-8")


def table(note: Note) -> str:
    seed = f", graine {note.seed}" if note.seed is not None else ""
    head = f"### {note.title}\n\nLe {note.day}, version {__version__} ; {note.machine} ; {note.seconds:.0f} s{seed}.\n"
    rows = [f"| {what} | {times} | {survived} | {told} |" for what, times, survived, told in note.lines]
    columns = ["| Épreuve | Essais | Tenus | Ce qui s’est passé |", "|---|---:|---:|---|"]
    return "\n".join([head, *columns, *rows, "", *_faults(note.faults)])


def _faults(found: list[str]) -> Iterable[str]:
    if not found:
        return ["Aucune faute.", ""]
    more = [f"- et {len(found) - SHOWN_FAULTS} autres"] if len(found) > SHOWN_FAULTS else []
    return ["Fautes :", "", *(f"- {one}" for one in found[:SHOWN_FAULTS]), *more, ""]
