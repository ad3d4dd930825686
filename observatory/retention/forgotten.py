"""Who is to be forgotten: the horizon of each SIAO, then the files of persons and the households that end before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from observatory.home import PROJECT

if TYPE_CHECKING:
    import duckdb

MONTHS, SILENCE = 24, 3
SQL = PROJECT / "dbt_like_sql" / "retention"


def mark(con: duckdb.DuckDBPyConnection, today: date) -> None:
    """Make `retention.horizons` (siao_dep, horizon, extraction), `retention.fiches` and `retention.menages` (keys to erase).

    The horizon is 24 months before the end of the observation of a SIAO: what came later may not have been received yet.
    Beyond three months without an export, the calendar decides. A horizon never moves back. `con`: the warehouse of the
    day; the three tables are in memory, the two others from the files of the same names in dbt_like_sql/retention.
    """
    con.execute("ATTACH ':memory:' AS retention")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE extractions AS
        SELECT siao_dep, max(date_extraction) AS derniere FROM (
          SELECT siao_dep, date_extraction FROM lake.siao_demande_insertion UNION ALL
          SELECT siao_dep, date_extraction FROM lake.siao_menage UNION ALL
          SELECT siao_dep, date_extraction FROM lake.siao_personne UNION ALL
          SELECT siao_dep, date_extraction FROM lake.siao_prise_en_charge) GROUP BY ALL;
        CREATE TABLE retention.horizons AS
        SELECT
          o.siao_dep,
          greatest(
            greatest(o.observe_jusqu_au, DATE '{today}' - INTERVAL {SILENCE} MONTH)::DATE - INTERVAL {MONTHS} MONTH, e.horizon
          )::DATE AS horizon,
          greatest(o.observe_jusqu_au, x.derniere, e.extraction)::DATE AS extraction
        FROM core.siao_sources AS o
        LEFT JOIN extractions AS x USING (siao_dep)
        LEFT JOIN ref.effacements AS e USING (siao_dep)"""
    )
    for name in ("fiches", "menages"):
        con.execute(f"CREATE TABLE retention.{name} AS {(SQL / f'{name}.sql').read_text(encoding='utf-8')}")
