"""What the warehouse says of the persons of a project, before any protection: in memory, beside the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.home import PROJECT
from observatory.research.project import Project

if TYPE_CHECKING:
    import duckdb

SQL = PROJECT / "dbt_like_sql" / "extraits"
STEPS = ("presences", "personnes", "personnes_mois")


def draw(con: duckdb.DuckDBPyConnection, project: Project) -> list[str]:
    """Make `extraits.personnes_mois`, one row for each person and month of the perimeter; gives what is missing of it.

    `con`: the warehouse of the day. Models are the files of dbt_like_sql/extraits. Raises ObservatoryError when a SIAO was
    never observed in these months.
    """
    con.execute("ATTACH ':memory:' AS extraits")
    con.execute(
        """CREATE TABLE extraits.mois AS
        SELECT territoire_code AS siao_dep, periode_debut AS mois, periode_suivante AS mois_suivant
        FROM core.siao_periodes
        WHERE niveau = 'DEP' AND length(periode) = 7 AND list_contains(?, territoire_code) AND periode BETWEEN ? AND ?""",
        [list(project.departements), *project.months],
    )
    missing = _missing(con, project)
    for name in STEPS:
        con.execute(f"CREATE TABLE extraits.{name} AS {(SQL / f'{name}.sql').read_text(encoding='utf-8')}")
    return missing


def _missing(con: duckdb.DuckDBPyConnection, project: Project) -> list[str]:
    """« Z11 : 2 mois sur 36 ne sont pas observés », by SIAO; raises when none of its months is."""
    (wanted,) = con.execute(
        "SELECT datediff('month', (? || '-01')::DATE, (? || '-01')::DATE) + 1", project.months
    ).fetchall()[0]
    seen = dict(con.execute("SELECT siao_dep, count(*) FROM extraits.mois GROUP BY ALL").fetchall())
    if absent := [code for code in project.departements if code not in seen]:
        raise ObservatoryError(
            f"Projet « {project.id} » : aucun de ces mois n’est observé par le SIAO de {', '.join(absent)}.",
            "Retirez ce département, changez les mois, ou recevez d’abord ses exports.",
        )
    return [
        f"{code} : {wanted - nb} mois sur {wanted} ne sont pas observés" for code, nb in seen.items() if nb < wanted
    ]
