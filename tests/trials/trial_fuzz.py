"""The long version of the bad files: 2 200 of them, the heavy ones apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.trials.child import in_child
from tests.trials.fuzz import Fate, base_files, cases, try_all
from tests.trials.notes import Note, noted

SEED, FILES = 7, 2200


def run(
    folder: Path, notes: Path, world: Path, say: Callable[[str], None], files: int = FILES, seed: int = SEED
) -> None:
    from observatory.contracts.load import load_catalogue

    catalogue = load_catalogue()
    found = in_child(lambda: {k: (n, c.decode("latin-1")) for k, (n, c) in base_files(world, catalogue).items()})
    bases = {contract: (name, text.encode("latin-1")) for contract, (name, text) in found.answer.items()}
    with noted(notes, "3-fuzz", "Fichiers abîmés, par la vraie porte", seed) as note:
        say(f"{files} fichiers, {len(bases)} contrats")
        fates: list[Fate] = []
        with telling(note, fates):
            try_all(lambda: cases(bases, seed, files), files, folder, catalogue, fates, say)


@contextmanager
def telling(note: Note, fates: list[Fate]) -> Iterator[None]:
    """What became of the files, told in the note however the trial ends."""
    try:
        yield
    finally:
        by = Counter((fate.label.split()[1], fate.end) for fate in fates)
        for kind in sorted({kind for kind, _ in by}):
            whole = sum(times for (one, _), times in by.items() if one == kind)
            told = f"{by[kind, 'accepte']} acceptés, {by[kind, 'refuse']} refusés en une phrase"
            note.tried(f"fichiers {kind}", whole, whole - by[kind, "faute"], told)
        read, refused = sum(fate.nb_read for fate in fates), sum(fate.nb_quarantined for fate in fates)
        note.tried("lignes lues", read, read, f"{read - refused} typées, {refused} en quarantaine")
        note.tried("le plus lent", 1, 1, f"{max((fate.seconds for fate in fates), default=0):.1f} s")
        note.faults += [f"{fate.label} : {fate.fault}" for fate in fates if fate.end == "faute"]
