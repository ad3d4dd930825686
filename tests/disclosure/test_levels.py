"""Levels that come one after the other: counts recounted above those shown earlier, relations that hold in some lines."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.disclosure import Dimension, DisclosureError, Policy, Relation, Table, protect
from observatory.disclosure.audit import audit
from observatory.disclosure.witness import chain

SIGNED = Policy("1.0.0", "Une équipe", "2026-11-23")
DEPARTEMENTS = ("01", "02", "03")


def place(kind: str = "somme", where: tuple = ()) -> Dimension:
    return Dimension("territoire", (Relation("R", DEPARTEMENTS, kind, where),))


def table(counts: dict[str, int], **columns: str) -> Table:
    frame = pl.DataFrame({"territoire": list(counts), "nombre": list(counts.values())})
    return Table(
        "t",
        frame.with_columns(*(pl.lit(v).alias(k) for k, v in columns.items())),
        ("territoire", *columns),
        ("courant",),
    )


def shown(protection) -> dict[str, int]:
    return dict(protection.tables["t"].frame.select("territoire", "nombre").rows())


PARTS = {"01": 9, "02": 14, "03": 9}


def test_a_new_total_over_parts_shown_earlier_is_their_sum_and_stays_it():
    alone = [protect([table({code: count})], [place()], SIGNED) for code, count in PARTS.items()]
    past = [one.memory(str(rank)) for rank, one in enumerate(alone)]
    with_total = protect([table(PARTS | {"R": 32})], [place()], SIGNED, past)
    found = shown(with_total)
    assert {code: found[code] for code in PARTS} == {
        code: shown(one)[code] for code, one in zip(PARTS, alone, strict=True)
    }
    assert found["R"] == sum(found[code] for code in PARTS) and with_total.audit.passed
    again = protect([table(PARTS | {"R": 32})], [place()], SIGNED, [*past, with_total.memory("9")])
    assert shown(again) == found and again.audit.passed
    moved = protect([table(PARTS | {"01": 29, "R": 52})], [place()], SIGNED, [*past, with_total.memory("9")])
    assert shown(moved)["R"] == sum(shown(moved)[code] for code in PARTS) and moved.audit.passed


def test_persons_recounted_above_parts_shown_earlier_stay_between_the_largest_and_the_sum():
    past = [protect([table({code: count})], [place("distinct")], SIGNED).memory(code) for code, count in PARTS.items()]
    protection = protect([table(PARTS | {"R": 30})], [place("distinct")], SIGNED, past)
    found = shown(protection)
    assert max(found[code] for code in PARTS) <= found["R"] <= sum(found[code] for code in PARTS)
    assert protection.audit.passed


def test_a_total_at_most_its_parts_may_be_under_each_of_them():
    found = shown(protect([table({"01": 22, "02": 13, "03": 4, "R": 6})], [place("plafond")], SIGNED))
    assert found["R"] <= sum(found[code] for code in DEPARTEMENTS) and found["R"] < found["01"]
    with pytest.raises(DisclosureError):
        protect([table({"01": 22, "02": 13, "03": 4, "R": 6})], [place("distinct")], SIGNED)


def test_a_relation_holds_in_its_lines_only():
    entered = Dimension.flat("anciennete", "TOTAL", ["NOUVELLE", "CONNUE"])
    rows = [
        ("01", "TOTAL", 20), ("01", "NOUVELLE", 12), ("01", "CONNUE", 8), ("02", "TOTAL", 15), ("02", "NOUVELLE", 13),
        ("02", "CONNUE", 2), ("R", "TOTAL", 33), ("R", "NOUVELLE", 8), ("R", "CONNUE", 25),
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=["territoire", "anciennete", "nombre"], orient="row")
    relations = tuple(
        Relation("R", ("01", "02"), kind, (("anciennete", frozenset([code])),))
        for kind, code in (("distinct", "TOTAL"), ("plafond", "NOUVELLE"))
    )
    one = Table("t", frame, ("territoire", "anciennete"), ("courant",))
    protection = protect([one], [Dimension("territoire", relations), entered], SIGNED)
    rows = protection.tables["t"].frame.select("territoire", "anciennete", "nombre").rows()
    found = {(code, what): count for code, what, count in rows}
    assert found["01", "TOTAL"] <= found["R", "TOTAL"] <= found["01", "TOTAL"] + found["02", "TOTAL"]
    assert found["R", "NOUVELLE"] <= found["01", "NOUVELLE"] + found["02", "NOUVELLE"]
    assert protection.audit.passed
    everywhere = (Relation("R", ("01", "02"), "distinct"),)
    with pytest.raises(DisclosureError):
        protect([one], [Dimension("territoire", everywhere), entered], SIGNED)


@pytest.mark.parametrize(("where", "low"), [("F", 7.0), ("H", 1.0)])
def test_the_attack_knows_a_relation_where_it_holds_and_only_there(where: str, low: float):
    """At least 16 in two parts of at most 9: each has 7 or more, if the total is at most their sum."""
    relation = Relation("R", ("01", "02"), "plafond", (("sexe", frozenset([where])),))
    dimensions = [Dimension("territoire", (relation,)), Dimension.plain("sexe")]
    known = pl.DataFrame(
        {
            "territoire": ["R", "01", "02"],
            "sexe": "F",
            "bas": [16.0, 1, 1],
            "haut": [24.0, 9, 9],
            "centre": [20.0, 5, 5],
        }
    )
    target = pl.DataFrame({"territoire": ["01"], "sexe": ["F"], "cellule": ["x"], "largeur": [8], "reste": [""]})
    found = audit(known, dimensions, target, target.select("territoire", "sexe", effectif=pl.lit(5)).clear())
    assert found.passed == (low == 1) and found.intervals["haut"].item() == 9
    assert found.intervals["bas"].item() == low


def test_a_chain_rises_before_it_chooses():
    """A cell, its territory's total and the region's: the part of the region is the one that has risen, not the first."""
    both = Dimension("code", (Relation("R", ("a", "b")), Relation("Ra", ("a1", "b1")), Relation("R", ("Ra", "Rz")),
                              Relation("a", ("a1", "az")), Relation("b", ("b1", "bz"))))  # fmt: skip
    assert chain(both, "b1") == {"b1", "b", "Ra", "R"}
