"""How territories add up, from what each of them holds: the relations that the disclosure control needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def nesting(holds: pl.DataFrame) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The parts of each territory, and the codes of the pieces that only link them.

    holds: `territoire` and `element`, one row per element (a commune) of each territory. Elements that the same
    territories hold make one piece; a piece that is a whole territory bears its code, others are named `(pièce n)`. A
    territory is the sum of the largest territories that cut it without rest, when there are some, else of its pieces.
    """
    import polars as pl

    if holds.is_empty():
        return {}, frozenset()
    per_element = holds.unique().group_by("element").agg(pl.col("territoire").unique().sort())
    pieces = per_element.select(pl.col("territoire").alias("tenue")).unique().sort(pl.col("tenue").list.join("|"))
    pieces = pieces.with_row_index("piece")
    members: dict[str, set[int]] = {}
    for piece, holders in pieces.select("piece", "tenue").iter_rows():
        for territory in holders:
            members.setdefault(territory, set()).add(piece)
    alone = {next(iter(own)): territory for territory, own in sorted(members.items(), reverse=True) if len(own) == 1}
    name = {piece: alone.get(piece, f"(pièce {piece})") for piece in range(pieces.height)}
    parts = {territory: _parts(territory, members, name) for territory in members}
    parts = {territory: codes for territory, codes in parts.items() if codes != (territory,)}
    links = {code for codes in parts.values() for code in codes} - members.keys()
    return parts, frozenset(links)


def _parts(territory: str, members: dict[str, set[int]], name: dict[int, str]) -> tuple[str, ...]:
    """The fewest territories that cut this one without rest, else its pieces; those with the same pieces are equal."""
    own = members[territory]
    if twin := [other for other, pieces in members.items() if pieces == own and other < territory]:
        return (min(twin),)
    inside = {other: pieces for other, pieces in members.items() if pieces < own}
    left, chosen = set(own), []
    for other in sorted(inside, key=lambda code: (-len(inside[code]), code)):
        if inside[other] <= left:
            chosen.append(other)
            left -= inside[other]
    return tuple(chosen + [name[piece] for piece in sorted(left) if name[piece] not in chosen])
