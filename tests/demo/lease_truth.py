"""The time to a lease held against what happened: the same models with the true number of each household, and what it lived.

`vrai`: the number that the household truly has, in place of what its SIAO typed: the difference is the error of the link.
`vecu`: of the households whose number is known, followed long enough, those that truly signed a lease within the delay.
"""

from __future__ import annotations

import duckdb
import polars as pl

from observatory.home import Home
from observatory.pipeline import sql_models
from observatory.pseudonyms.key import read_key

DELAYS = (90, 180, 365, 730)


def compare(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """On a connection that holds the core of the SIAO: `verite_numeros` (keys of households and true numbers), and the
    schema `bail` (siao_numeros, siao_baux, durees: the same models on the true numbers)."""
    known = pl.read_parquet(home.truth / "numeros_verite.parquet").filter(pl.col("numero").is_not_null())
    key = read_key("siao", home)
    con.register(
        "verite_numeros",
        known.with_columns(
            cle_menage=key.pseudonyms("menage", known["groupe_id"].str.to_uppercase()),
            cle_numero_unique=key.pseudonyms("numero_unique", known["numero"]),
        ),
    )
    con.execute("CREATE SCHEMA bail")
    con.execute(
        """CREATE TABLE bail.siao_numeros AS
        WITH portes AS (SELECT siao_dep, zone, cle_menage, min(connu_depuis) AS connu_depuis FROM core.siao_numeros WHERE lien <> 'AILLEURS' GROUP BY ALL)
        SELECT p.siao_dep, p.zone, p.cle_menage, v.cle_numero_unique, p.connu_depuis, any_value(v.date_bail) AS date_bail, 'VRAI' AS lien
        FROM portes AS p JOIN verite_numeros AS v USING (siao_dep, cle_menage) WHERE starts_with(v.numero, p.siao_dep) GROUP BY ALL"""
    )
    model = sql_models()["core.siao_baux"].sql
    con.execute(f"CREATE TABLE bail.siao_baux AS {model.replace('core.siao_numeros ', 'bail.siao_numeros ')}")


# Each link to a step of the register: whether the number is truly that of the household.
LINKS = """
SELECT count(*) AS lies, count(*) FILTER (WHERE v.cle_menage IS NULL) AS faux
FROM (SELECT DISTINCT siao_dep, cle_menage, cle_numero_unique FROM core.siao_numeros WHERE lien = 'ETAPE') AS n
LEFT JOIN (SELECT DISTINCT siao_dep, cle_menage, cle_numero_unique FROM verite_numeros) AS v USING (siao_dep, cle_menage, cle_numero_unique)
"""

# Leases of households without a home: linked, and those of a household that truly is in an insertion request.
LEASES = """
SELECT count(*) AS baux, count(n.cle_numero_unique) AS relies, count(v.cle_numero_unique) AS au_siao
FROM core.attributions_menages AS b
LEFT JOIN (SELECT DISTINCT zone, cle_numero_unique FROM core.siao_numeros) AS n USING (zone, cle_numero_unique)
LEFT JOIN (SELECT DISTINCT siao_dep AS zone, cle_numero_unique FROM verite_numeros) AS v USING (zone, cle_numero_unique)
WHERE b.etat = 'ARRETE' AND b.etape = 'BAIL_SIGNE' AND b.situation IN ('HEBERGES', 'SANS_ABRI') AND b.zone IN (SELECT zone FROM core.siao_numeros)
"""


def curves(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """By SIAO and delay: `publie` and its band, `vrai`, `vecu` (parts), `menages` at the start and `suivis` long enough."""
    listed = ", ".join(f"({days})" for days in DELAYS)
    return con.sql(
        f"""WITH listes AS (
          SELECT b.siao_dep, incidence_cumulee(list({{'entree': (entree - depart)::INTEGER, 'sortie': (sortie - depart)::INTEGER, 'issue': issue, 'nb': 1::BIGINT}}),
            {list(DELAYS)}) AS points
          FROM bail.siao_baux AS b JOIN core.siao_sources AS o USING (siao_dep) WHERE date_trunc('year', b.depart) >= o.observe_depuis GROUP BY b.siao_dep
        ),
        vrais AS (SELECT siao_dep, unnest(points) AS p FROM listes),
        demandeurs AS (SELECT DISTINCT siao_dep, cle_menage, cle_personne_centrale AS cle_personne FROM staging.siao_personne WHERE est_demandeur_principal),
        vecus AS (
          SELECT b.siao_dep, b.cle_personne, b.depart, b.jusqu_au, min(v.date_bail - b.depart) FILTER (WHERE v.date_bail >= b.depart) AS jours
          FROM core.siao_baux AS b JOIN core.siao_sources AS o USING (siao_dep) JOIN demandeurs USING (siao_dep, cle_personne) LEFT JOIN verite_numeros AS v USING (siao_dep, cle_menage)
          WHERE date_trunc('year', b.depart) >= o.observe_depuis GROUP BY ALL
        ),
        vecu AS (
          SELECT siao_dep, h AS delai_jours, count(*) AS suivis, avg(coalesce(jours <= h, false)::INTEGER) AS part
          FROM vecus CROSS JOIN (VALUES {listed}) AS d(h) WHERE depart + h <= jusqu_au GROUP BY ALL
        )
        SELECT p.territoire_code AS siao_dep, p.delai_jours, p.nb_cohorte AS menages, p.nb_a_risque, p.part AS publie, p.part_basse AS bas, p.part_haute AS haut,
          v.p.valeur AS vrai, l.part AS vecu, l.suivis
        FROM core.siao_delais AS p
        JOIN vrais AS v ON v.siao_dep = p.territoire_code AND v.p.horizon = p.delai_jours AND v.p.issue = 'ABOUTI'
        JOIN vecu AS l ON l.siao_dep = p.territoire_code AND l.delai_jours = p.delai_jours
        WHERE p.objet = 'BAIL' AND p.issue = 'ABOUTI' ORDER BY ALL"""
    ).pl()
