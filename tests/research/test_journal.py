"""The journal: one line for each act, for this account alone, and a change that shows."""

from __future__ import annotations

import json

import pytest

from observatory.errors import ObservatoryError
from observatory.research import journal


@pytest.fixture
def kept(home):
    for act in (journal.CREATED, journal.DESTROYED, journal.REFUSED):
        journal.record(home, act, "essai", motif="expiré")
    return home


def test_acts_are_read_in_their_order(kept) -> None:
    acts = journal.read(kept)
    assert [act["geste"] for act in acts] == ["CREATION", "DESTRUCTION", "REFUS"]
    assert acts[0].keys() == {"moment", "compte", "geste", "projet", "motif", "precedente"} and acts[0]["compte"]
    path = kept.research / journal.NAME
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "change, line",
    [
        (lambda lines: [lines[0].replace("essai", "autre"), *lines[1:]], 2),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [*lines[:2], lines[2][:20]], 3),
        (lambda lines: [lines[0], json.dumps([]), *lines[1:]], 2),
    ],
)
def test_a_line_changed_or_taken_away_is_told(kept, change, line: int) -> None:
    path = kept.research / journal.NAME
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")
    with pytest.raises(ObservatoryError, match=rf"modifié ou coupé \(ligne {line}\)"):
        journal.read(kept)
