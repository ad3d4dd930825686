"""Attack by files: every file of a bundle is opened and searched for counts that only the true tables hold.

Three routes. A *table* that carries the keys of a protected table is joined to it, cell by cell. Elsewhere a small count
means nothing alone, so a *run* of true counts, in the order of one of the table's dimensions, is looked for in any
sequence of numbers; a single count only when it is distinctive. Out of reach: one small count written alone in a page,
the pixels of an image, the lengths that a drawing encodes (a figure is drawn from protected tables: a type says so),
compressed pages left in a database.
"""

from __future__ import annotations

from pathlib import Path

from observatory.publication.leaks.alone import standing_alone
from observatory.publication.leaks.guarded import SECRET, Guarded, Leak, Secrets
from observatory.publication.leaks.numbers import columns_of, tokenised
from observatory.publication.leaks.opening import pieces_of
from observatory.publication.leaks.runs import in_runs
from observatory.publication.leaks.tables import in_statistics, in_tables

__all__ = ["Guarded", "Leak", "Secrets", "search_bundle"]


def search_bundle(folder: Path, secrets: Secrets) -> list[Leak]:
    """Every place of the bundle where a count that was hidden or altered can be read; empty when there is none.

    Raises ObservatoryError when a file cannot be opened: what was not searched is not published.
    """
    if not any(table.cells[SECRET].any() for table in secrets.tables):
        return []
    pieces = list(pieces_of(folder))
    tables = [piece for piece in pieces if piece.frame is not None]
    leaks = in_tables(tables, secrets) | in_statistics(folder, tables, secrets)
    columns = (column for piece in tables for column in columns_of(piece.file, piece.frame))
    sequences = tokenised([*(piece for piece in pieces if piece.frame is None), *columns])
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sorted(leaks | in_runs(sequences, secrets) | standing_alone(sequences, secrets, [*sizes, *secrets.known]))
