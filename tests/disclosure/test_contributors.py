"""Counts made by a few landlords: hidden, held against the landlord that subtracts its own, and by attacks written apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import polars as pl
import pytest

from observatory.disclosure import AuditFailure, Dimension, Policy, Table, by_contributors, protect

SIGNED = Policy("1.0.0", "Une équipe", "2026-11-23")
TYPES = ("OPH", "ESH", "COOP", "EPL", "MOI")
PLACE = Dimension.tree("territoire", {"R": ["D1", "D2", "D3"]})
TYPE = Dimension.flat("type", "TOTAL", TYPES)
# What each landlord allocated in each département: one cooperative, one SEM and no MOI in D1.
LANDLORDS = {
    "D1": {"OPH": [61, 33, 18, 9], "ESH": [41, 22, 13], "COOP": [23], "EPL": [17], "MOI": []},
    "D2": {"OPH": [52, 24, 21], "ESH": [31, 28, 14, 3], "COOP": [11, 8, 7], "EPL": [9, 8, 6], "MOI": []},
    "D3": {"OPH": [37, 21, 14], "ESH": [44, 19, 12], "COOP": [13, 9, 8], "EPL": [14, 9, 5], "MOI": []},
}


def parts(place: str, kind: str, world: dict = LANDLORDS) -> list[int]:
    places = list(world) if place == "R" else [place]
    kinds = TYPES if kind == "TOTAL" else (kind,)
    return [n for p, k in product(places, kinds) for n in world[p][k]]


def tables(world: dict = LANDLORDS, kind: str = "contributeurs") -> list[Table]:
    places = ("R", *world)
    rows = [(p, t, sum(found := parts(p, t, world)), len(found), max(found, default=0) / max(sum(found), 1)) for p, t in product(places, TYPES)]  # fmt: skip
    types = pl.DataFrame(rows, schema=["territoire", "type", "nombre", "nb_contributeurs", "part_max"], orient="row")
    whole = pl.DataFrame({"territoire": places, "nombre": [sum(parts(p, "TOTAL", world)) for p in places]})
    return [Table("totaux", whole, ("territoire",), ("courant",)), Table("types", types, ("territoire", "type"), (kind,))]  # fmt: skip


def shown(world: dict = LANDLORDS, **options) -> dict[tuple[str, str], int | None]:
    found = protect(tables(world, **options), [PLACE, TYPE], SIGNED)
    assert found.audit.passed
    return {(p, t): n for p, t, n in found.tables["types"].frame.select("territoire", "type", "nombre").iter_rows()} | {
        (p, "TOTAL"): n for p, n in found.tables["totaux"].frame.select("territoire", "nombre").iter_rows()
    }


def lines() -> list[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """Every sum: total, parts."""
    by_type = [((p, "TOTAL"), [(p, t) for t in TYPES]) for p in ("R", *LANDLORDS)]
    return by_type + [(("R", t), [(p, t) for p in LANDLORDS]) for t in TYPES]


def computed(seen: dict[tuple[str, str], int | None]) -> dict[tuple[str, str], int]:
    """What subtraction gives, sum after sum, until nothing more comes: an attack written apart from the audit."""
    known = {cell: n for cell, n in seen.items() if n is not None}
    while True:
        before = len(known)
        for total, held in lines():
            missing = [cell for cell in (total, *held) if cell not in known]
            if len(missing) == 1:
                rest = sum(known[cell] for cell in held if cell in known)
                known[missing[0]] = rest if missing[0] == total else known[total] - rest
        if len(known) == before:
            return known


ALONE = [("D1", "COOP"), ("D1", "EPL")]


def test_a_cell_of_one_or_two_landlords_is_never_read_nor_computed():
    seen = shown()
    assert all(seen[cell] is None for cell in ALONE)
    assert not set(ALONE) & computed(seen).keys()
    assert seen["D1", "MOI"] == 0, "qu’aucun bailleur de ce type n’y soit n’est pas un secret, et ne cacherait personne"
    assert all(seen[place, "TOTAL"] is not None for place in ("R", *LANDLORDS)), "les totaux restent montrés"
    unprotected = shown(kind="courant")
    assert set(ALONE) <= computed(unprotected).keys(), "sans la règle, l’attaque réussit"


@pytest.mark.parametrize("own", ALONE)
def test_a_landlord_alone_in_its_cell_does_not_compute_the_other_one(own: tuple[str, str]):
    seen = shown() | {own: sum(parts(*own)) // 5 * 5}
    other = next(cell for cell in ALONE if cell != own)
    assert other not in computed(seen)


def test_the_audit_refuses_what_hides_only_the_cells_that_the_rule_names(monkeypatch: pytest.MonkeyPatch):
    def only_named(inventory, values, history, base, first):
        named = by_contributors.hidden_cells(inventory, values, base)
        return named, named

    monkeypatch.setattr("observatory.disclosure.by_rounding.hide", only_named)
    with pytest.raises(AuditFailure) as failure:
        protect(tables(), [PLACE, TYPE], SIGNED)
    assert {"territoire=D1|type=COOP", "territoire=D1|type=EPL"} <= set(failure.value.failures["cellule"])


def test_only_the_attack_of_the_contributor_sees_a_line_where_two_landlords_stand_alone(
    monkeypatch: pytest.MonkeyPatch,
):
    """Hidden in the département and the région as a reader asks, but not as the other landlord does."""
    real = by_contributors.hide

    def as_for_a_reader(inventory, values, history, base, first):
        nobody = replace(inventory, contributors=inventory.contributors + (inventory.contributors == 1))
        return real(nobody, values, history, base, first)

    monkeypatch.setattr("observatory.disclosure.by_rounding.hide", as_for_a_reader)
    with pytest.raises(AuditFailure) as failure:
        protect(tables(), [PLACE, TYPE], SIGNED)
    assert set(failure.value.failures["variante"]) == {"contributeur"}


def test_a_landlord_that_dominates_its_cell_is_hidden_and_a_count_under_the_base_is_not():
    big = LANDLORDS | {"D2": LANDLORDS["D2"] | {"ESH": [300, 4, 2], "EPL": [2, 0, 0]}}
    seen = shown(big)
    assert seen["D2", "ESH"] is None and ("D2", "ESH") not in computed(seen)
    assert seen["D2", "EPL"] in (0, 5, None)


def test_a_landlord_that_subtracts_its_part_leaves_the_width_of_the_rounding_to_the_others():
    worlds = [LANDLORDS | {"D2": LANDLORDS["D2"] | {"COOP": [a, b, 1]}} for a, b in ((6, 1), (9, 2), (14, 3), (22, 4))]
    for world in worlds:
        for (place, kind), n in shown(world).items():
            own = max(parts(place, kind, world), default=0)
            if kind != "TOTAL" and n is not None and n > 0:
                assert n + 4 - max(own, n - 4) >= 4


def test_what_was_hidden_stays_hidden_and_a_landlord_more_hides_nothing_that_was_shown():
    first = protect(tables(), [PLACE, TYPE], SIGNED)
    again = protect(tables(), [PLACE, TYPE], SIGNED, [first.memory("1")])
    assert again.tables["types"].frame.equals(first.tables["types"].frame)
    known = first.tables["types"].frame.filter(pl.col("statut_valeur") == "MASQUE").select("territoire", "type")
    merged = LANDLORDS | {"D1": LANDLORDS["D1"] | {"COOP": [8, 8, 7], "EPL": [6, 6, 5]}}
    later = protect(tables(merged), [PLACE, TYPE], SIGNED, [first.memory("1")]).tables["types"].frame
    assert later.join(known, on=["territoire", "type"])["statut_valeur"].unique().to_list() == ["MASQUE"]
