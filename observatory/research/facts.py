"""What happens to persons, when it would say too much of one of them: a value that few have, a value that a whole group has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.research.columns import PLACE, WITHHELD
from observatory.research.ladder import HOUSEHOLDS, stay_columns, stays

if TYPE_CHECKING:
    import duckdb

ORDINARY = "COURANT"  # `regroupement` of the codes that tell nothing more than being followed


def soften(
    con: duckdb.DuckDBPyConnection, descriptors: tuple[str, ...], facts: tuple[str, ...], lists: dict, k: int
) -> dict[str, int]:
    """Hide facts of `extraits.protege`; gives, by column, how many cells are hidden.

    A column is hidden for a whole group of stays when all its persons have met the same value that is not ordinary: who knows that someone is
    in the group would know it of them. In a place, values that fewer than k persons have are hidden together, from the rarest, until
    what is hidden gathers k persons and two values at least.
    """
    for name in facts:
        _hide_shared(con, name, descriptors, lists[name])
        while _hide_rarest(con, name, PLACE in descriptors, k):
            pass
    return {
        name: con.execute(f"SELECT count(*) FROM extraits.protege WHERE {name} = {WITHHELD!r}").fetchall()[0][0]
        for name in facts
    }


def _hide_shared(con: duckdb.DuckDBPyConnection, name: str, descriptors: tuple[str, ...], codes: str) -> None:
    whole = stay_columns(descriptors)
    same = " AND ".join(f"s.{one} = g.{one}" for one in whole)
    con.execute(
        f"""CREATE OR REPLACE TABLE extraits.sejours AS {stays(descriptors, "extraits.protege")};
        UPDATE extraits.protege SET {name} = {WITHHELD!r} WHERE cle_personne IN (
          WITH groupes AS (SELECT {", ".join(whole)}, count(*) AS nb FROM extraits.sejours GROUP BY ALL),
          vecues AS (
            SELECT {", ".join(f"s.{one}" for one in whole)}, p.{name}, count(DISTINCT p.cle_personne) AS nb
            FROM extraits.protege AS p
            JOIN extraits.sejours AS s USING (cle_personne)
            JOIN ref.{codes} AS liste ON liste.code = p.{name}
            WHERE liste.regroupement IS DISTINCT FROM {ORDINARY!r} AND p.{name} <> {WITHHELD!r}
            GROUP BY ALL
          )
          SELECT s.cle_personne
          FROM extraits.sejours AS s
          JOIN (SELECT DISTINCT g.* FROM groupes AS g JOIN vecues AS s ON {same} AND s.nb = g.nb) AS g ON {same}
        )"""
    )


def _hide_rarest(con: duckdb.DuckDBPyConnection, name: str, by_place: bool, k: int) -> bool:
    """Hide, in each place where a value is too rare, the rarest that is not hidden yet; False when there is nothing to hide."""
    place = PLACE if by_place else "'partout'"
    con.execute(
        f"""CREATE OR REPLACE TABLE extraits.a_masquer AS
        WITH comptes AS (
          SELECT {place} AS lieu, {name} AS valeur, count(DISTINCT cle_personne) AS nb, count(DISTINCT foyer) AS nb_foyers
          FROM extraits.protege GROUP BY ALL
        ),
        trop_rares AS (SELECT DISTINCT lieu FROM comptes WHERE nb < {k} OR nb_foyers < {HOUSEHOLDS})
        SELECT lieu, valeur FROM comptes SEMI JOIN trop_rares USING (lieu) WHERE valeur <> {WITHHELD!r}
        QUALIFY row_number() OVER (PARTITION BY lieu ORDER BY nb, valeur) = 1"""
    )
    con.execute(
        f"UPDATE extraits.protege SET {name} = {WITHHELD!r} "
        f"WHERE ({place}, {name}) IN (SELECT (lieu, valeur) FROM extraits.a_masquer)"
    )
    return bool(con.execute("SELECT count(*) FROM extraits.a_masquer").fetchall()[0][0])
