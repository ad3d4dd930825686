"""What the SIAO tables say, held against what happened in the demo world: three readings of each measure.

`publie`: what the models give from the exports, with persons recognised by their central key. `vrai`: the same models on
the same exports, with the true person behind each file: the difference is the error of linkage. `vecu`: what happened to
those very persons (`truth/`): the rest is what a SIAO cannot see by definition.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from observatory.home import Home
from observatory.pipeline import sql_models
from observatory.pseudonyms.key import read_key
from observatory.warehouse.functions import register_functions

HOUSING = "('LOGEMENT_SOCIAL', 'LOGEMENT_ADAPTE', 'LOGEMENT_PRIVE')"
TOLD = ("suivis", "retours", "delais", "parcours")
MODELS = (
    "groupes",
    "contacts",
    "episodes",
    "lieux",
    "suivis",
    "sorties_logement",
    "retours",
    "durees",
    "delais",
    "parcours",
)
GIVEN = ("core.parametres", "core.siao_sources", "core.siao_territoires", "core.siao_observations", "core.siao_periodes", "core.siao_communes", "core.siao_demandes_115", "core.siao_baux", "staging.siao_demande_insertion", "staging.siao_prise_en_charge")  # fmt: skip


def compare(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """On a connection that holds the staging and core of the SIAO: the schema `vrai` (same tables, true persons), and the
    tables of the truth, `parcours_vrais`, `nuits_vraies` and `fiches_vraies` (with `cle_fiche`)."""
    for name, table in (("parcours_vrais", "parcours"), ("nuits_vraies", "nuits")):
        con.register(name, pl.read_parquet(home.truth / f"{table}.parquet"))
    known = pl.read_parquet(home.truth / "identites.parquet")
    keys = read_key("siao", home).pseudonyms("fiche", known["fiche_id"].str.to_uppercase())
    con.register("fiches_vraies", known.with_columns(cle_fiche=keys))
    con.execute("CREATE SCHEMA vrai")
    con.execute(
        "CREATE TABLE vrai.siao_personne AS SELECT p.* REPLACE (i.personne_id::VARCHAR AS cle_personne, "
        "i.personne_id::VARCHAR AS cle_personne_centrale, i.personne_id::VARCHAR AS cle_personne_large) "
        "FROM staging.siao_personne AS p JOIN fiches_vraies AS i USING (siao_dep, cle_fiche)"
    )
    for name in MODELS:
        text = sql_models()[f"core.siao_{name}"].sql.replace("staging.siao_personne", "vrai.siao_personne")
        for made in MODELS:
            text = text.replace(f"core.siao_{made} ", f"vrai.siao_{made} ").replace(
                f"core.siao_{made}\n", f"vrai.siao_{made}\n"
            )
        con.execute(f"CREATE TABLE vrai.siao_{name} AS {text}")
    for schema, made in (("publies", "core"), ("vrais", "vrai")):
        con.execute(f"CREATE SCHEMA {schema}")
        for name in TOLD:
            con.execute(
                f"CREATE VIEW {schema}.siao_{name} AS SELECT territoire_code AS siao_dep, * EXCLUDE (niveau, territoire_code) "
                f"FROM {made}.siao_{name} WHERE niveau = 'DEP'"
            )


def opened(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The SIAO tables of a warehouse, copied into memory."""
    con = duckdb.connect()
    register_functions(con)
    con.execute(f"ATTACH '{warehouse}' AS entrepot (READ_ONLY)")
    for schema in ("staging", "core", "ref"):
        con.execute(f"CREATE SCHEMA {schema}")
    lists = ("ref.siao_situation_sortie", "ref.siao_rapprochement", "ref.siao_type_place")
    for name in (*GIVEN, *lists, "staging.siao_personne", *(f"core.siao_{one}" for one in MODELS)):
        con.execute(f"CREATE TABLE {name} AS FROM entrepot.{name}")
    return con


# A person's home is lost and found with the household: « vécu » follows the journeys of the household behind the file.
PERSONS = "personnes AS (SELECT DISTINCT siao_dep, personne_id::VARCHAR AS cle_personne, menage_id FROM fiches_vraies)"

HOUSED = f"""
WITH {PERSONS},
departs AS (
  SELECT e.siao_dep, year(e.date_debut)::VARCHAR AS cohorte_depart, p.menage_id, e.cle_personne AS cle, e.date_debut AS depart
  FROM vrai.siao_episodes AS e
  JOIN personnes AS p USING (siao_dep, cle_personne)
  JOIN core.siao_sources AS o USING (siao_dep)
  WHERE e.rapprochement = 'CENTRAL' AND e.rang_episode = 1
    AND date_trunc('year', e.date_debut) >= o.observe_depuis AND e.date_debut < o.observe_jusqu_au
),
vecus AS (
  SELECT d.siao_dep, d.cohorte_depart, d.cle, min(t.date_fin - d.depart) FILTER (WHERE t.issue IN {HOUSING}) AS jours
  FROM departs AS d
  LEFT JOIN parcours_vrais AS t ON t.menage_id = d.menage_id AND t.date_fin > d.depart
  GROUP BY ALL
),
vecu AS (
  SELECT siao_dep, cohorte_depart, delai_jours, avg(coalesce(jours <= delai_jours, false)::INT) AS part
  FROM vecus CROSS JOIN (VALUES (90), (180), (365), (730)) AS h(delai_jours)
  GROUP BY ALL
)
SELECT p.siao_dep, p.cohorte_depart, p.delai_jours, p.nb_cohorte, p.part AS publie, p.part_basse AS bas, p.part_haute AS haut, v.part AS vrai, l.part AS vecu
FROM publies.siao_delais AS p
JOIN vrais.siao_delais AS v USING (siao_dep, objet, cohorte_depart, issue, delai_jours)
JOIN vecu AS l USING (siao_dep, cohorte_depart, delai_jours)
JOIN core.siao_sources AS o USING (siao_dep)
WHERE p.objet = 'LOGEMENT' AND p.issue = 'ABOUTI' AND make_date(try_cast(p.cohorte_depart AS INTEGER) + 1, 1, 1) + delai_jours <= o.observe_jusqu_au
ORDER BY ALL
"""

RETURNS = f"""
WITH {PERSONS},
sorties AS (
  SELECT e.siao_dep, e.cle_personne, min(e.date_fin) AS sortie
  FROM vrai.siao_episodes AS e
  JOIN core.siao_sources AS o USING (siao_dep)
  WHERE e.rapprochement = 'CENTRAL' AND e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE')
    AND e.date_fin >= date_trunc('month', o.observe_jusqu_au - 730) - INTERVAL 12 MONTH AND e.date_fin < date_trunc('month', o.observe_jusqu_au - 730)
  GROUP BY ALL
),
vecus AS (
  SELECT s.siao_dep, s.cle_personne, min(t.date_debut - s.sortie) AS jours
  FROM sorties AS s
  JOIN personnes AS p USING (siao_dep, cle_personne)
  LEFT JOIN parcours_vrais AS t ON t.menage_id = p.menage_id AND t.date_debut > s.sortie
  GROUP BY ALL
),
vecu AS (SELECT siao_dep, [count(*) FILTER (WHERE jours <= 180), count(*) FILTER (WHERE jours <= 365), count(*) FILTER (WHERE jours <= 730)] AS nb FROM vecus GROUP BY ALL)
SELECT p.siao_dep, h.delai_jours, p.nb_sortis, v.nb_sortis AS vrais_sortis,
  [p.nb_retours_180, p.nb_retours_365, p.nb_retours_730][h.rang] AS publie, [v.nb_retours_180, v.nb_retours_365, v.nb_retours_730][h.rang] AS vrai, l.nb[h.rang] AS vecu
FROM publies.siao_retours AS p
JOIN vrais.siao_retours AS v USING (siao_dep)
JOIN vecu AS l USING (siao_dep)
CROSS JOIN (VALUES (1, 180), (2, 365), (3, 730)) AS h(rang, delai_jours)
ORDER BY ALL
"""

# Housings that the SIAO saw, true or not, and housings of those it was following, seen or not.
EXITS = f"""
WITH {PERSONS},
vus AS (
  SELECT e.siao_dep, e.cle_personne, e.date_fin
  FROM vrai.siao_episodes AS e
  WHERE e.rapprochement = 'CENTRAL' AND e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE')
),
vecus AS (
  SELECT p.siao_dep, p.cle_personne, t.date_fin
  FROM personnes AS p
  JOIN parcours_vrais AS t ON t.menage_id = p.menage_id AND t.departement_code = p.siao_dep AND t.issue IN {HOUSING}
  JOIN core.siao_sources AS o ON o.siao_dep = p.siao_dep AND t.date_fin BETWEEN o.observe_depuis AND o.observe_jusqu_au
  SEMI JOIN vrai.siao_episodes AS e
    ON e.rapprochement = 'CENTRAL' AND e.siao_dep = p.siao_dep AND e.cle_personne = p.cle_personne AND e.date_debut <= t.date_fin AND coalesce(e.date_fin >= t.date_fin, true)
)
SELECT siao_dep, count(v.date_fin) AS vus, count(v.date_fin) FILTER (WHERE l.date_fin IS NOT NULL) AS vus_vrais,
  count(l.date_fin) AS vecus, count(l.date_fin) FILTER (WHERE v.date_fin IS NOT NULL) AS vecus_vus
FROM vus AS v
FULL JOIN vecus AS l USING (siao_dep, cle_personne, date_fin)
GROUP BY ALL
ORDER BY ALL
"""

STOCK = """
WITH bornes AS (
  SELECT siao_dep, periode, periode_debut, max(nb_stock) FILTER (WHERE rapprochement = 'LARGE') AS large, max(nb_stock) FILTER (WHERE rapprochement = 'CENTRAL') AS publie,
    max(nb_stock) FILTER (WHERE rapprochement = 'STRICT') AS strict
  FROM publies.siao_suivis WHERE len(periode) = 7 GROUP BY ALL
),
vecu AS (SELECT departement_code AS siao_dep, date_nuit, sum(nb_personnes)::INTEGER AS nb FROM nuits_vraies GROUP BY ALL)
SELECT b.siao_dep, b.periode, b.publie, least(b.large, b.publie) AS bas, greatest(b.strict, b.publie) AS haut, v.nb_stock AS vrai, l.nb AS vecu
FROM bornes AS b
JOIN vrais.siao_suivis AS v ON v.siao_dep = b.siao_dep AND v.periode = b.periode AND v.rapprochement = 'CENTRAL'
JOIN vecu AS l ON l.siao_dep = b.siao_dep AND l.date_nuit = last_day(b.periode_debut)
ORDER BY ALL
"""

# Where those followed in a year really are on its last night, by what the SIAO says of them (true persons).
JOURNEYS = f"""
WITH {PERSONS},
annees AS (SELECT DISTINCT siao_dep, annee, make_date(annee, 12, 31) AS fin FROM publies.siao_parcours),
etats AS (
  SELECT a.siao_dep, a.annee, a.fin, e.cle_personne,
    bool_or(coalesce(e.date_fin > a.fin, true)) AS est_active,
    max_by(e.issue, e.date_fin) FILTER (WHERE e.date_fin <= a.fin) AS issue
  FROM annees AS a
  JOIN vrai.siao_episodes AS e ON e.siao_dep = a.siao_dep AND e.rapprochement = 'CENTRAL' AND e.date_debut <= a.fin AND coalesce(e.date_fin >= make_date(a.annee, 1, 1), true)
  GROUP BY ALL
),
dits AS (
  SELECT *, CASE WHEN est_active THEN 'SUIVIE' WHEN issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'LOGEE'
    WHEN issue IN ('INACTIVITE', 'NON_PRESENTATION', 'DEPART_VOLONTAIRE', 'NON_RENSEIGNE') THEN 'SANS_NOUVELLES' ELSE 'AUTRE_SORTIE' END AS etat
  FROM etats
),
vecus AS (
  SELECT d.siao_dep, d.annee, d.etat, d.cle_personne,
    coalesce(bool_or(t.date_debut <= d.fin AND coalesce(t.date_fin > d.fin, true)), false) AS est_sans_logement,
    max_by(t.issue, t.date_fin) FILTER (WHERE t.date_fin <= d.fin) AS derniere_issue
  FROM dits AS d
  JOIN personnes AS p USING (siao_dep, cle_personne)
  LEFT JOIN parcours_vrais AS t ON t.menage_id = p.menage_id AND t.date_debut <= d.fin
  GROUP BY ALL
)
SELECT siao_dep, annee, etat, count(*) AS vrai, count(*) FILTER (WHERE est_sans_logement) AS sans_logement,
  count(*) FILTER (WHERE NOT est_sans_logement AND derniere_issue IN {HOUSING}) AS logees,
  any_value((SELECT sum(nb_personnes) FROM publies.siao_parcours AS c WHERE c.siao_dep = vecus.siao_dep AND c.annee = vecus.annee
    AND c.etat_fin = vecus.etat)) AS publie
FROM vecus GROUP BY ALL ORDER BY ALL
"""
