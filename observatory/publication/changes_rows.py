"""The rows of one table in two releases: those that came and went, counted; values and states that changed, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from observatory.contracts.model import Table
from observatory.disclosure.protected import HIDDEN

if TYPE_CHECKING:
    import duckdb

STATES = "statut_valeur"  # the code list of the states of a count
NEAR = 1e-9  # sums of the same numbers, made in another order, are one value
PLACE = ("niveau", "territoire_code")
_INTO = "INSERT INTO meta.changements"


def time_column(key: Sequence[str], kinds: Mapping[str, str]) -> str | None:
    """The column that dates the rows of a table: its year, or the first date of its key, its first date, its period in words.

    `kinds`: column → DuckDB type.
    """
    dates = [name for name in (*key, *kinds) if kinds[name] == "DATE"]
    period = "periode" if kinds.get("periode") == "VARCHAR" else None
    return "annee" if "annee" in kinds else dates[0] if dates else period


@dataclass(frozen=True)
class _Shape:
    """What two releases of a table have in common: its name, its key, its other columns with their types, and for each
    count the column of its state."""

    name: str
    key: tuple[str, ...]
    kinds: Mapping[str, str]
    states: Mapping[str, str]

    @property
    def place(self) -> str:
        """The territory of a row, as the address of the comparison writes it."""
        return "niveau || '-' || territoire_code" if set(PLACE) <= self.kinds.keys() else "NULL"

    @property
    def year(self) -> str:
        """The year that a row says, or that of the first date of its key, of its first date, or of its period in words."""
        name = time_column(self.key, self.kinds)
        if name is None or name == "annee":
            return name or "NULL"
        return f"year({name})" if self.kinds[name] == "DATE" else f"TRY_CAST(left({name}, 4) AS INTEGER)"

    @property
    def line(self) -> str:
        """The key of a row, in words."""
        said = ", ".join(f"'{name} ' || {name}" for name in self.key)
        return f"concat_ws(', ', {said})"

    @property
    def compared(self) -> tuple[str, ...]:
        """Counts and other columns; the state of a count is told with it."""
        return tuple(name for name in self.kinds if name not in self.key and name not in self.states.values())

    @property
    def hidden(self) -> str:
        """Whether a count of the row is hidden."""
        return " OR ".join(f"{one} = '{HIDDEN}'" for one in self.states.values()) or "false"

    @property
    def said(self) -> tuple[str, ...]:
        """The columns that say which row it is: its key, territory and dates."""
        dates = (name for name, kind in self.kinds.items() if name in (*PLACE, "annee", "periode") or kind == "DATE")
        return tuple(dict.fromkeys((*self.key, *dates)))

    def differs(self, name: str) -> str:
        """Whether a value, or its state, is not the same in rows `a` (before) and `b` (now)."""
        same = f"a.{name} IS NOT DISTINCT FROM b.{name}"
        if self.kinds[name] in ("DOUBLE", "FLOAT"):
            near = f"abs(a.{name} - b.{name}) <= {NEAR} * greatest(abs(a.{name}), abs(b.{name}))"
            same = f"({same} OR coalesce({near}, false))"
        if state := self.states.get(name):
            same = f"({same} AND a.{state} IS NOT DISTINCT FROM b.{state})"
        return f"NOT {same}"


def compare_rows(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Write in `meta.changements` what differs between the relations `avant` and `apres`, two releases of a table.

    Columns that only one of them has are left to the dictionary; a type that changed is read as it is now.
    """
    shape = _shape(con, table)
    if shape is None:
        con.execute(f"{_INTO} (table_nom, nature_changement) VALUES ('{table.short_name}', 'CLE')")
        return
    cast = ", ".join(f"TRY_CAST({name} AS {kind}) AS {name}" for name, kind in shape.kinds.items())
    for side in ("avant", "apres"):
        con.execute(f"CREATE OR REPLACE TEMP VIEW {side}_lu AS SELECT {cast} FROM {side}")
    keys = ", ".join(shape.key)
    for nature, here, there in (("AJOUTEES", "apres", "avant"), ("RETIREES", "avant", "apres")):
        con.execute(f"""
            {_INTO} (table_nom, nature_changement, territoire, annee, nb_lignes_changees)
            SELECT '{shape.name}', 'LIGNES_{nature}', {shape.place}, {shape.year}, count(*)
            FROM {here}_lu ANTI JOIN {there}_lu USING ({keys}) GROUP BY ALL HAVING count(*) > 0
        """)
    if not shape.compared:
        return
    differ = {name: shape.differs(name) for name in shape.compared}
    (found,) = con.execute(f"""
        CREATE OR REPLACE TEMP TABLE paires AS
        SELECT a, b, {", ".join(f"b.{name}" for name in shape.said)}
        FROM avant_lu a JOIN apres_lu b USING ({keys}) WHERE {" OR ".join(differ.values())}
    """).fetchone()
    for name, changed in differ.items() if found else ():
        _values(con, shape, name, changed)


def _values(con: duckdb.DuckDBPyConnection, shape: _Shape, name: str, changed: str) -> None:
    """The changes of one column. Where a count of the row is now hidden, no former value of it is said again."""
    state = shape.states.get(name)
    was, now = (f"a.{state}", f"b.{state}") if state else ("NULL", "NULL")
    hidden = " OR ".join(f"b.{one} = '{HIDDEN}'" for one in shape.states.values()) or "false"
    con.execute(f"""
        {_INTO} (table_nom, nature_changement, territoire, annee, cle_ligne, colonne_nom,
                 valeur_avant, valeur_apres, etat_avant, etat_apres)
        SELECT '{shape.name}', CASE WHEN {was} IS DISTINCT FROM {now} THEN 'ETAT' ELSE 'VALEUR' END,
               {shape.place}, {shape.year}, {shape.line}, '{name}',
               CASE WHEN {hidden} THEN NULL ELSE a.{name} END, b.{name}, {was}, {now}
        FROM paires WHERE {changed}
    """)


def _shape(con: duckdb.DuckDBPyConnection, table: Table) -> _Shape | None:
    """What both releases can be compared by; None when the key of a row is not the same."""
    now, known = (
        dict(con.execute(f"SELECT column_name, column_type FROM (DESCRIBE {side})").fetchall())
        for side in ("apres", "avant")
    )
    kinds = {name: kind for name, kind in now.items() if name in known}
    return _of(table, kinds)


def shown_lines(table: Table, kinds: Mapping[str, str], relation: str) -> str:
    """A query: the rows of a table that hide nothing, as `table_nom` and the `cle_ligne` by which changes tell them."""
    shape = _of(table, kinds)
    if shape is None:
        return f"SELECT '{table.short_name}' AS table_nom, '' AS cle_ligne FROM {relation} WHERE false"
    line, hidden = shape.line, shape.hidden
    return f"SELECT '{table.short_name}' AS table_nom, {line} AS cle_ligne FROM {relation} WHERE NOT coalesce({hidden}, false)"


def _of(table: Table, kinds: Mapping[str, str]) -> _Shape | None:
    if not table.key or not set(table.key) <= kinds.keys():
        return None
    pairs = zip(table.columns, table.columns[1:], strict=False)
    states = {
        count.name: state.name
        for count, state in pairs
        if state.nomenclature == STATES and {count.name, state.name} <= kinds.keys()
    }
    return _Shape(table.short_name, table.key, kinds, states)
