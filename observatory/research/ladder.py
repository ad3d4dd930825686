"""The ladder: whoever is too rare is told with less detail, one degree at a time, then left out.

Two sets of combinations must each gather `k` persons, of three households at least: a month with what describes a person, and her whole
stay (where, the quarter of her arrival, how many months) with the same. What describes a person is the same in all her months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.research.columns import MONTH, PLACE, WITHHELD

if TYPE_CHECKING:
    import duckdb

HOUSEHOLDS = 3  # as the three contributors of the disclosure policy: k persons of one family protect nobody
GROUPED, HIDDEN = "regroupé", "masqué"
QUARTER = f"left(min({MONTH}), 4) || 'T' || ((substr(min({MONTH}), 6, 2)::INTEGER + 2) // 3)"
LENGTH = (
    "CASE WHEN count(*) = 1 THEN '1' WHEN count(*) <= 3 THEN '2_3' WHEN count(*) <= 12 THEN '4_12' ELSE '13_PLUS' END"
)


@dataclass(frozen=True)
class Climbed:
    """What the ladder did, in persons: drawn, told with less detail, by column (« menage_large regroupé »), left out, kept."""

    nb_drawn: int
    coarsened: dict[str, int]
    nb_left_out: int

    @property
    def nb_kept(self) -> int:
        return self.nb_drawn - self.nb_left_out


def rungs(descriptors: tuple[str, ...], lists: dict[str, str | None]) -> list[tuple[str, str]]:
    """The degrees, in order: the last columns are grouped first, then hidden; the place is hidden last of all."""
    backwards = tuple(reversed(descriptors))
    grouped = [(name, GROUPED) for name in backwards if lists[name] in ("recherche_age", "recherche_menage")]
    return grouped + [(name, HIDDEN) for name in backwards]


def climb(
    con: duckdb.DuckDBPyConnection, descriptors: tuple[str, ...], facts: tuple[str, ...], lists: dict, k: int
) -> Climbed:
    """Make `recherche.protege` from `recherche.personnes_mois`: the columns asked, each person at her degree, without those
    that even the last one leaves too rare. `descriptors` and `facts`: columns; `lists`: column → its code list."""
    degrees = rungs(descriptors, lists)
    con.execute(
        "CREATE OR REPLACE TABLE recherche.paliers AS SELECT DISTINCT cle_personne, 0 AS palier FROM recherche.personnes_mois"
    )
    while True:
        con.execute(
            f"CREATE OR REPLACE TABLE recherche.protege AS {_at_their_degree(descriptors, facts, lists, degrees)}"
        )
        con.execute(f"CREATE OR REPLACE TABLE recherche.rares AS {_rare(descriptors, k)}")
        if not con.execute("SELECT count(*) FROM recherche.rares").fetchall()[0][0]:
            return _told(con, descriptors, len(degrees))
        con.execute("UPDATE recherche.paliers SET palier = palier + 1 WHERE cle_personne IN (FROM recherche.rares)")


def stays(descriptors: tuple[str, ...], source: str) -> str:
    """The query of whole stays over months: places, the quarter of arrival, the number of months in classes, by person."""
    place = [f"string_agg(DISTINCT {PLACE}, '+' ORDER BY {PLACE}) AS lieux"] if PLACE in descriptors else []
    same = [f"any_value({name}) AS {name}" for name in descriptors if name != PLACE]
    columns = [
        "cle_personne",
        "any_value(foyer) AS foyer",
        *place,
        *same,
        f"{QUARTER} AS arrivee",
        f"{LENGTH} AS duree",
    ]
    return f"SELECT {', '.join(columns)} FROM {source} GROUP BY cle_personne"


def stay_columns(descriptors: tuple[str, ...]) -> tuple[str, ...]:
    """What two whole stays must share to be of one combination."""
    return (*("lieux" if name == PLACE else name for name in descriptors), "arrivee", "duree")


def _at_their_degree(
    descriptors: tuple[str, ...], facts: tuple[str, ...], lists: dict[str, str | None], degrees: list[tuple[str, str]]
) -> str:
    at = {degree: number for number, degree in enumerate(degrees, start=1)}
    columns, joins = [], []
    for name in descriptors:
        grouped = ""
        if number := at.get((name, GROUPED)):
            grouped = f"WHEN n.palier >= {number} THEN coalesce(liste_{name}.regroupement, {WITHHELD!r}) "
            joins.append(f"LEFT JOIN ref.{lists[name]} AS liste_{name} ON liste_{name}.code = p.{name}")
        hidden = f"WHEN n.palier >= {at[name, HIDDEN]} THEN {WITHHELD!r} "
        columns.append(f"CASE {hidden}{grouped}ELSE p.{name} END AS {name}")
    chosen = ", ".join(["p.cle_personne", "p.foyer", f"p.{MONTH}", *columns, *(f"p.{name}" for name in facts)])
    return (
        f"SELECT {chosen} FROM recherche.personnes_mois AS p JOIN recherche.paliers AS n USING (cle_personne) "
        f"{' '.join(joins)} WHERE n.palier <= {len(degrees)}"
    )


def _rare(descriptors: tuple[str, ...], k: int) -> str:
    """Whoever is in a combination, of a month or of whole stays, that gathers too few persons or households."""
    few = f"HAVING count(DISTINCT cle_personne) < {k} OR count(DISTINCT foyer) < {HOUSEHOLDS}"
    unfolded = "SELECT unnest(list(DISTINCT cle_personne)) AS cle_personne"
    months, whole = ", ".join((MONTH, *descriptors)), ", ".join(stay_columns(descriptors))
    return (
        f"{unfolded} FROM recherche.protege GROUP BY {months} {few} "
        f"UNION {unfolded} FROM ({stays(descriptors, 'recherche.protege')}) GROUP BY {whole} {few}"
    )


def _told(con: duckdb.DuckDBPyConnection, descriptors: tuple[str, ...], last: int) -> Climbed:
    """Persons whose value is not the one that was drawn: another, less detailed, or none."""
    drawn, left = con.execute("SELECT count(*), count_if(palier > ?) FROM recherche.paliers", [last]).fetchall()[0]
    coarsened = {}
    for name in descriptors:
        changed = f"count(DISTINCT s.cle_personne) FILTER (WHERE s.{name} <> p.{name} AND s.{name}"
        grouped, hidden = con.execute(
            f"SELECT {changed} <> {WITHHELD!r}), {changed} = {WITHHELD!r}) "
            f"FROM recherche.protege AS s JOIN recherche.personnes_mois AS p USING (cle_personne, {MONTH})"
        ).fetchall()[0]
        coarsened |= {f"{name} {GROUPED}": grouped} if grouped else {}
        coarsened |= {f"{name} {HIDDEN}": hidden} if hidden else {}
    return Climbed(drawn, coarsened, left)
