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


def rungs(
    con: duckdb.DuckDBPyConnection, descriptors: tuple[str, ...], lists: dict[str, str | None]
) -> list[tuple[str, str]]:
    """The degrees, in order: the last columns are grouped first, if their code list says how (`regroupement`), then hidden; the
    first of all, the place, last."""
    backwards = tuple(reversed(descriptors))
    known = {
        name: con.execute(f"SELECT count(regroupement) FROM ref.{lists[name]}").fetchall()
        for name in backwards
        if lists[name]
    }
    grouped = [(name, GROUPED) for name in backwards if known.get(name, [(0,)]) != [(0,)]]
    return grouped + [(name, HIDDEN) for name in backwards]


def climb(
    con: duckdb.DuckDBPyConnection, descriptors: tuple[str, ...], facts: tuple[str, ...], lists: dict, k: int
) -> Climbed:
    """Make `extraits.protege` from `extraits.personnes_mois`: the columns asked, each person at her degree, without those
    that even the last one leaves too rare. `descriptors` and `facts`: columns; `lists`: column → its code list."""
    degrees = rungs(con, descriptors, lists)
    con.execute(_people(descriptors))
    while True:
        con.execute(f"CREATE OR REPLACE TABLE extraits.dites AS {_at_their_degree(descriptors, lists, degrees)}")
        con.execute(f"CREATE OR REPLACE TABLE extraits.rares AS {_rare(descriptors, k)}")
        if not con.execute("SELECT count(*) FROM extraits.rares").fetchall()[0][0]:
            break
        con.execute("UPDATE extraits.paliers SET palier = palier + 1 WHERE numero IN (FROM extraits.rares)")
    chosen = ", ".join(
        ["p.cle_personne", "p.foyer", f"p.{MONTH}", *map(_shown, descriptors), *(f"p.{name}" for name in facts)]
    )
    con.execute(
        f"""CREATE OR REPLACE TABLE extraits.protege AS
        SELECT {chosen} FROM extraits.personnes_mois AS p JOIN extraits.dites AS d USING (cle_personne)"""
    )
    return _told(con, descriptors, len(degrees))


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


def _people(descriptors: tuple[str, ...]) -> str:
    """`extraits.paliers`: each person, numbered as her household is, with her whole stay, at the foot of the ladder."""
    whole = ", ".join(f"s.{name}" for name in stay_columns(descriptors))
    return f"""CREATE OR REPLACE TABLE extraits.paliers AS
    SELECT row_number() OVER () AS numero, dense_rank() OVER (ORDER BY s.foyer) AS foyer, s.cle_personne, {whole}, 0 AS palier
    FROM ({stays(descriptors, "extraits.personnes_mois")}) AS s;
    CREATE OR REPLACE TABLE extraits.presents AS
    SELECT n.numero, p.{MONTH}{f", p.{PLACE}" if PLACE in descriptors else ""}
    FROM extraits.personnes_mois AS p JOIN extraits.paliers AS n USING (cle_personne)"""


def _at_their_degree(descriptors: tuple[str, ...], lists: dict[str, str | None], degrees: list[tuple[str, str]]) -> str:
    """The persons who are still on the ladder, as they are told; `lieu_masque`: whether the place is not."""
    at = {degree: number for number, degree in enumerate(degrees, start=1)}
    columns, joins = [f"n.palier >= {at[PLACE, HIDDEN]} AS lieu_masque"] if PLACE in descriptors else [], []
    for name in descriptors:
        told = "lieux" if name == PLACE else name
        grouped = ""
        if number := at.get((name, GROUPED)):
            grouped = f"WHEN n.palier >= {number} THEN coalesce(liste_{name}.regroupement, {WITHHELD!r}) "
            joins.append(f"LEFT JOIN ref.{lists[name]} AS liste_{name} ON liste_{name}.code = n.{name}")
        columns.append(
            f"CASE WHEN n.palier >= {at[name, HIDDEN]} THEN {WITHHELD!r} {grouped}ELSE n.{told} END AS {told}"
        )
    chosen = ", ".join(["n.numero", "n.cle_personne", "n.foyer", *columns, "n.arrivee", "n.duree"])
    return f"SELECT {chosen} FROM extraits.paliers AS n {' '.join(joins)} WHERE n.palier <= {len(degrees)}"


def _shown(name: str) -> str:
    """A descriptor of a month: what is told of the person, and of the month for the place."""
    return f"if(d.lieu_masque, {WITHHELD!r}, p.{PLACE}) AS {PLACE}" if name == PLACE else f"d.{name}"


def _rare(descriptors: tuple[str, ...], k: int) -> str:
    """Whoever is in a combination, of a month or of whole stays, that gathers too few persons or households. A person has one row in each."""
    few = f"HAVING count(*) < {k} OR count(DISTINCT foyer) < {HOUSEHOLDS}"
    months = f"SELECT d.numero, d.foyer, {', '.join((f'p.{MONTH}', *map(_shown, descriptors)))}"
    return (
        f"SELECT unnest(list(numero)) AS numero FROM ({months} FROM extraits.presents AS p "
        f"JOIN extraits.dites AS d USING (numero)) GROUP BY {', '.join((MONTH, *descriptors))} {few} "
        f"UNION SELECT unnest(list(numero)) FROM extraits.dites GROUP BY {', '.join(stay_columns(descriptors))} {few}"
    )


def _told(con: duckdb.DuckDBPyConnection, descriptors: tuple[str, ...], last: int) -> Climbed:
    """Persons whose value is not the one that was drawn: another, less detailed, or none."""
    drawn, left = con.execute("SELECT count(*), count_if(palier > ?) FROM extraits.paliers", [last]).fetchall()[0]
    coarsened = {}
    for name in descriptors:
        changed = f"count(DISTINCT s.cle_personne) FILTER (WHERE s.{name} <> p.{name} AND s.{name}"
        grouped, hidden = con.execute(
            f"SELECT {changed} <> {WITHHELD!r}), {changed} = {WITHHELD!r}) "
            f"FROM extraits.protege AS s JOIN extraits.personnes_mois AS p USING (cle_personne, {MONTH})"
        ).fetchall()[0]
        coarsened |= {f"{name} {GROUPED}": grouped} if grouped else {}
        coarsened |= {f"{name} {HIDDEN}": hidden} if hidden else {}
    return Climbed(drawn, coarsened, left)
