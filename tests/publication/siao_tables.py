"""The tables of one SIAO, made by the real models from a small invented core, and protected by the real policy."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.disclosure.protection import protect
from observatory.pipeline import sql_models
from observatory.publication.dimensions import dimensions_of
from observatory.publication.families import published, tables_of
from observatory.publication.policy_file import load_policy
from observatory.warehouse.run import attach_nomenclatures

TABLES = sorted(name for name in load_catalogue().tables if name.startswith("marts.siao_"))
POLICY = load_policy(Path(FOLDER) / "disclosure.yaml")
# Two years of one SIAO; from July 2024 it no longer says which requests are new; from August it writes twice as many.
INPUTS = {
    "core.siao_sources": "SELECT unnest(['Z12', 'Z13', 'Z23']) AS siao_dep, DATE '2023-01-01' AS observe_depuis, DATE '2025-01-01' AS observe_jusqu_au",
    "core.siao_observations": "SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 'Z12' AS siao_source, DATE '2023-01-01' AS observe_depuis, DATE '2025-01-01' AS observe_jusqu_au UNION ALL SELECT 'SIREN_EPCI', 'Z00000012', 'SIREN_EPCI:Z00000012@Z12', DATE '2023-01-01', DATE '2025-01-01' UNION ALL SELECT 'HORS_EPCI', 'Z12', 'Z12', DATE '2023-01-01', DATE '2025-01-01'",
    "core.siao_periodes": """
        SELECT niveau, territoire_code, siao_source, strftime(d, '%Y-%m') AS periode, d::DATE AS periode_debut
        FROM core.siao_observations, generate_series(observe_depuis, DATE '2024-12-01', INTERVAL 1 MONTH) AS s(d)
        UNION ALL SELECT niveau, territoire_code, siao_source, unnest(['2023', '2024']), unnest([DATE '2023-01-01', DATE '2024-01-01']) FROM core.siao_observations""",
    "core.siao_mois": "SELECT niveau, territoire_code, siao_source, 'Z12' AS siao_dep, periode_debut AS mois FROM core.siao_periodes WHERE niveau = 'DEP' AND len(periode) = 7",
    "staging.siao_pratique": """
        SELECT siao_dep, pratique, debut AS pratique_debut, NULL::DATE AS pratique_fin, modalite AS pratique_modalite
        FROM (VALUES ('Z12'), ('Z13')) AS s(siao_dep), (VALUES ('DEMANDE', 'DEMANDE_MENAGE', DATE '2019-01-01'), ('REPONSE', 'REPONSE_MENAGE', DATE '2019-01-01'),
          ('RENOUVELLEMENT', 'RENOUVELLEMENT_A_PART', DATE '2019-01-01'), ('NUIT_HOTEL', 'HOTEL_COMPTE', DATE '2019-01-01'), ('RECUEIL', 'RECUEIL_115', DATE '2019-01-01')) AS p(pratique, modalite, debut)
        UNION ALL SELECT 'Z12', 'RENOUVELLEMENT', DATE '2024-02-01', NULL, 'RENOUVELLEMENT_NON'""",
    "core.siao_demandes": """
        SELECT 'Z12' AS siao_dep, (DATE '2023-01-01' + INTERVAL (m) MONTH)::DATE AS mois, (mois + (n % 28)::INTEGER)::DATE AS nuit_demandee,
          'm-' || n % 90 AS cle_menage, 1 + n % 4 AS nb_personnes_menage, n % 2 AS nb_mineurs_menage,
          CASE WHEN m < 18 THEN n % 3 = 0 END AS est_renouvellement, n % 5 > 1 AS est_pourvue, CASE WHEN n % 5 = 0 THEN 'OFFRE' END AS motif_regroupe,
          CASE n % 7 WHEN 0 THEN 'NON_SITUEE' WHEN 1 THEN 'AILLEURS' ELSE 'EPCI' END AS lieu_demande, CASE WHEN n % 7 > 1 THEN 'Z00000012' END AS epci_code
        FROM range(24) AS a(m), range(400) AS b(n) WHERE m > 12 OR n < 160""",
    "core.siao_flux": """
        SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 'Z12' AS siao_source, (DATE '2023-01-01' + INTERVAL (n) MONTH)::DATE AS mois, 300 + n AS stock_debut, 31 AS nouveaux, 2 AS retours_logement,
          8 AS retours_inactif, 1 AS retours_autres, 14 AS vers_logement, 16 AS vers_inactif, 11 AS autres_sorties, 301 + n AS stock_fin
        FROM range(24) AS t(n)""",
    "core.siao_suivis": """
        SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 'Z12' AS siao_source, strftime(DATE '2023-01-01' + INTERVAL (n) MONTH, '%Y-%m') AS periode, (DATE '2023-01-01' + INTERVAL (n) MONTH)::DATE
          AS periode_debut, unnest(['STRICT', 'CENTRAL', 'LARGE']) AS rapprochement, unnest([358, 342, 321]) + n AS nb_suivies,
          unnest([319, 301, 288]) + n AS nb_stock FROM range(24) AS t(n)
        UNION ALL SELECT 'DEP', 'Z12', 'Z12', '2024', DATE '2024-01-01', unnest(['STRICT', 'CENTRAL', 'LARGE']), unnest([731, 702, 655]), unnest([342, 324, 311])
        UNION ALL SELECT niveau, territoire_code, siao_source, periode, periode_debut, 'CENTRAL', if(niveau = 'SIREN_EPCI', 222, 120) + month(periode_debut) + 12 * (year(periode_debut) - 2023) - 1, if(niveau = 'SIREN_EPCI', 221, 80) + 12 * (year(periode_debut) - 2023) + month(periode_debut) - 1 - if(niveau = 'SIREN_EPCI', month(periode_debut) - 1 + 12 * (year(periode_debut) - 2023), 0)
        FROM core.siao_periodes WHERE niveau <> 'DEP' AND len(periode) = 7
        UNION ALL SELECT niveau, territoire_code, siao_source, periode, periode_debut, 'CENTRAL', if(niveau = 'SIREN_EPCI', 402, 310), 80 FROM core.siao_periodes WHERE niveau <> 'DEP' AND periode = '2024'""",
    "core.siao_parcours": """
        SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 2024 AS annee, d AS etat_debut, f AS etat_fin, n AS nb_personnes
        FROM (VALUES ('NOUVELLE', 'SANS_NOUVELLES', 151), ('NOUVELLE', 'URGENCE', 113), ('RETOUR', 'LOGEE', 3), ('URGENCE', 'LOGEE', 124),
          ('URGENCE', 'URGENCE', 211), ('SANS_HEBERGEMENT', 'SANS_NOUVELLES', 98), ('INSERTION', 'AUTRE_SORTIE', 2)) AS v(d, f, n)""",
    "core.siao_retours": "SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, DATE '2025-01-01' AS observe_jusqu_au, 190 AS nb_sortis, 8 AS nb_retours_180, 13 AS nb_retours_365, 19 AS nb_retours_730",
    "core.siao_primo_arrivants": "SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 2024 AS annee, 220 AS nb_entrants, 140 AS nb_primo_arrivants",
    "core.siao_delais": """
        SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, objet, cohorte AS cohorte_depart, 240 AS nb_cohorte, issue, delai AS delai_jours, p * delai / 1000.0 AS part,
          greatest(p * delai / 1000.0 - 0.05, 0) AS part_basse, p * delai / 1000.0 + 0.05 AS part_haute, 60 AS nb_a_risque
        FROM (VALUES ('LOGEMENT'), ('ORIENTATION'), ('ADMISSION')) AS o(objet), (VALUES ('2023'), ('2024'), ('DERNIERS_21_MOIS')) AS c(cohorte),
          (VALUES ('ABOUTI', 0.35), ('SANS_NOUVELLES', 0.5), ('AUTRE', 0.1)) AS i(issue, p), (VALUES (30), (90), (180), (365), (730)) AS d(delai)
        UNION ALL SELECT 'DEP', siao, 'BAIL', 'TOUTES_ANNEES', 240, issue, delai, p * delai / 1000.0, greatest(p * delai / 1000.0 - 0.05, 0), p * delai / 1000.0 + 0.05, 60
        FROM (VALUES ('Z12'), ('Z13')) AS s(siao), (VALUES ('ABOUTI', 0.6), ('LOGEE_AUTREMENT', 0.3), ('AUTRE', 0.02)) AS i(issue, p), (VALUES (30), (90), (180), (365), (730)) AS d(delai)""",
    "core.parametres": "SELECT 0.3 AS part_numerotee_minimale",
    "core.siao_numeros_annuels": """
        SELECT 'Z12' AS siao_dep, annee, etat AS etat_numero, n + annee - 2023 AS nb_menages
        FROM (VALUES (2023), (2024)) AS a(annee), (VALUES ('RELIE', 61), ('SANS_ETAPE', 32), ('AILLEURS', 3), ('ILLISIBLE', 2), ('SANS_NUMERO', 118)) AS e(etat, n)
        UNION ALL SELECT 'Z23', 2024, unnest(['RELIE', 'SANS_NUMERO']), unnest([31, 50])""",
    "core.siao_invisibles": "SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, DATE '2024-12-01' AS mois, 171 AS nb_vus, {'valeur': 203.4, 'bas': 188.2, 'haut': 231.9} AS borne",
    "core.siao_fiabilite": "SELECT 'Z12' AS siao_dep, DATE '2024-02-01' AS mois, DATE '2024-01-15' AS date_extraction, 314 AS nb_observe, 295 AS nb_attendu",
    "core.siao_completude": """
        SELECT 'Z12' AS siao_dep, '2024' AS annee, 'lake.siao_demande_115' AS contrat, 'TOUTES' AS population, champ, 4800 AS nb_lignes, rempli AS nb_renseignees
        FROM (VALUES ('canal', 4797), ('motif_code', 3100)) AS v(champ, rempli)""",
}  # fmt: skip
CORES = ("pratiques", "comparaisons", "libelles", "nuits", "demandes_comptees", "nuitees", "menages_annuels", "acces", "delais_comptes")  # fmt: skip
EVENTS = [
    ("e-1", "CHANGEMENT_CONSIGNE", "Changement de consigne", date(2024, 2, 1)),
    ("e-2", "PLAN_GRAND_FROID", "Plan grand froid", date(2024, 1, 10)),
]
UNTOLD = ("evenement_fin", "nb_personnes_concernees", "nb_places_evenement", "evenement_libelle", "source_url")


def build(con: duckdb.DuckDBPyConnection) -> None:
    """The core above, then every SIAO mart."""
    for schema in ("ref", "staging", "core", "marts"):
        con.execute(f"CREATE SCHEMA {schema}")
    attach_nomenclatures(con, FOLDER / "nomenclatures")
    for name, query in INPUTS.items():
        con.execute(f"CREATE TABLE {name} AS {query}")
    models = sql_models()
    for name in (*(f"core.siao_{one}" for one in CORES), *TABLES):
        con.execute(f"CREATE TABLE {name} AS {models[name].sql}")


@cache
def frames() -> dict[str, pl.DataFrame]:
    """The true tables, by their short name."""
    with duckdb.connect() as con:
        build(con)
        return {name.removeprefix("marts."): con.sql(f"FROM {name}").pl() for name in TABLES}


@cache
def protected() -> dict[str, ProtectedTable]:
    """The same, as they may be published, and the events of the département."""
    found: dict[str, ProtectedTable] = {}
    for family in POLICY.families:
        if not family.nom.startswith("siao") or family.nom == "siao_pratiques":
            continue
        tables = tables_of(family, frames(), POLICY)
        shown = protect(tables, dimensions_of(family, tables, pl.DataFrame()), POLICY).tables
        found |= {name: published(name, said, shown) for name, said in family.tables.items()}
    events = pl.DataFrame(
        [
            {"evenement_id": key, "evenement_type": kind, "evenement_type_libelle": words, "evenement_debut": day, "niveau": "DEP",
             "territoire_code": "Z12"}
            for key, kind, words, day in EVENTS
        ]
    ).with_columns(pl.lit(None).alias(name) for name in UNTOLD)  # fmt: skip
    public = {name: frames()[name] for name in ("siao_pratiques", "siao_comparaisons")} | {"evenements": events}
    return found | {name: already_public(name, frame, POLICY) for name, frame in public.items()}
