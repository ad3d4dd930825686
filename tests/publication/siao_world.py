"""Three SIAO of two regions, invented request by request: the real models make their tables, the real policy protects them.

Z11 and Z12 make the region Z1; the region Z2 has Z21, and Z22, whose SIAO sent nothing. E1 and E2 are in Z11, E3 in Z12, E4
in both. One person in five of Z11 is also known in Z12; one household in ten moves from E1 to E2. Z21 tells the commune of
one request in four.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from observatory.contracts.load import FOLDER
from observatory.disclosure.protected import ProtectedTable
from observatory.disclosure.protection import Protection, protect
from observatory.pipeline import sql_models
from observatory.publication.dimensions import dimensions_of
from observatory.publication.families import published, tables_of
from observatory.publication.policy_file import load_policy
from observatory.warehouse.functions import register_functions
from observatory.warehouse.run import attach_nomenclatures, build

POLICY = load_policy(Path(FOLDER) / "disclosure.yaml")
FAMILY = next(family for family in POLICY.families if family.nom == "siao")
WORLD = {
    "core.communes": """
        SELECT 2025 AS millesime_cog, 'COM' AS type_commune, * FROM (VALUES ('Z1101', 'Z11', 'Z1', 'E1'), ('Z1102', 'Z11', 'Z1', 'E2'),
          ('Z1103', 'Z11', 'Z1', 'E4'), ('Z1104', 'Z11', 'Z1', NULL), ('Z1201', 'Z12', 'Z1', 'E3'), ('Z1202', 'Z12', 'Z1', 'E4'),
          ('Z2101', 'Z21', 'Z2', 'E5'), ('Z2201', 'Z22', 'Z2', 'E6')) AS v(commune_code, departement_code, region_code, epci_code)""",
    "core.passages": "SELECT 2023 AS millesime_depart, 2025 AS millesime_arrivee, 'Z1199' AS code_depart, 'Z1101' AS code_arrivee",
    "core.evenements": "SELECT '' AS niveau, '' AS territoire_code, DATE '2020-01-01' AS evenement_debut, '' AS evenement_type WHERE false",
    "core.siao_demandes_115": """
        WITH appels AS (
          SELECT dep, n, m, (DATE '2022-01-01' + INTERVAL (m) MONTH)::DATE AS mois
          FROM (VALUES ('Z11'), ('Z12'), ('Z21')) AS d(dep), range(480) AS a(n), range(40) AS b(m)
          WHERE hash(dep || n || m) % 9 < 2 AND m BETWEEN n % 32 AND n % 32 + 14)
        SELECT dep AS siao_dep, 'd-' || dep || n || m AS cle_demande, mois, (mois + (n % 27)::INTEGER)::DATE AS nuit_demandee,
          mois + INTERVAL 20 HOUR AS date_heure_demande, if(n % 11 = 0, NULL, 'm-' || n) AS cle_menage, 1 + n % 4 AS nb_personnes_menage,
          n % 2 AS nb_mineurs_menage,
          CASE WHEN dep = 'Z21' THEN if(n % 4 = 0, 'Z2101', NULL) WHEN n % 13 = 0 THEN NULL
            WHEN dep = 'Z12' THEN if(n % 3 = 0, 'Z1202', 'Z1201')
            WHEN n % 10 = 1 THEN if(m < 20, 'Z1199', 'Z1102')
            ELSE ['Z1101', 'Z1101', 'Z1102', 'Z1103', 'Z1104'][1 + n % 5] END AS commune_sollicitation_code,
          'HEBERGEMENT' AS type_demande, n % 3 = 0 AS est_renouvellement, if((n + m) % 5 > 1, 'POURVUE', 'NON_POURVUE') AS reponse_115,
          'ABSENCE_PLACE_DISPONIBLE' AS motif_non_pourvue
        FROM appels""",
    "staging.siao_personne": """
        SELECT dep AS siao_dep, 'f-' || n AS cle_fiche, 'm-' || n AS cle_menage, cle AS cle_personne, cle AS cle_personne_centrale,
          cle AS cle_personne_large, true AS est_demandeur_principal
        FROM (SELECT dep, n, if(dep = 'Z12' AND n % 5 = 0, 'Z11', dep) || '-' || n AS cle
              FROM (VALUES ('Z11'), ('Z12'), ('Z21')) AS d(dep), range(480) AS a(n))""",
    "staging.siao_menage": """
        SELECT '' AS siao_dep, '' AS cle_menage, DATE '2020-01-01' AS date_debut_validite, 1 AS nb_personnes_menage, 0 AS nb_mineurs_menage
        WHERE false""",
    "staging.siao_demande_insertion": """
        SELECT '' AS siao_dep, '' AS zone, [''] AS cles_numero_unique, 0 AS nb_numeros_illisibles, '' AS cle_demande, '' AS cle_menage, DATE '2020-01-01' AS date_transmission, DATE '2020-01-01' AS date_orientation,
          DATE '2020-01-01' AS date_admission, DATE '2020-01-01' AS date_cloture, DATE '2020-01-01' AS date_extraction WHERE false""",
    "core.sne_etapes": "SELECT '' AS zone, '' AS cle_numero_unique, '' AS etape, DATE '2020-01-01' AS date_etape, NULL::DATE AS date_fin_validite WHERE false",
    "core.sne_extractions": "SELECT '' AS dep_logement, '' AS etape, 2024 AS annee, DATE '2020-01-01' AS date_extraction, false AS est_partielle WHERE false",
    "core.siao_stocks_extraits": """
        SELECT 'Z11' AS siao_dep, DATE '2024-01-01' AS date_extraction, DATE '2023-12-01' AS mois, 100 AS nb_stock WHERE false""",
    "staging.siao_prise_en_charge": """
        SELECT dep AS siao_dep, 'f-' || n AS cle_fiche, (DATE '2022-01-01' + INTERVAL (n % 32 + 4) MONTH)::DATE AS date_entree,
          (DATE '2022-01-01' + INTERVAL (n % 32 + 9) MONTH)::DATE AS date_sortie, DATE '2026-01-01' AS date_extraction,
          if(n % 4 < 2, '15', '22') AS situation_sortie_code, '10' AS type_place_code
        FROM (VALUES ('Z11'), ('Z12'), ('Z21')) AS d(dep), range(480) AS a(n) WHERE n % 2 = 0""",
}  # fmt: skip


@cache
def frames() -> dict[str, pl.DataFrame]:
    """The true tables, by their short name, and `suivis` and `territoires` of the core."""
    models = {
        name: model
        for name, model in sql_models().items()
        if name == "core.parametres" or ("siao" in name and not name.startswith("staging.") and name not in NOT_BUILT)
    }
    with duckdb.connect() as con:
        for schema in ("ref", "staging", "core", "marts"):
            con.execute(f"CREATE SCHEMA {schema}")
        attach_nomenclatures(con, FOLDER / "nomenclatures")
        register_functions(con)
        for name, query in WORLD.items():
            con.execute(f"CREATE TABLE {name} AS {query}")
        list(build(con, models))
        core = {
            name: con.sql(f"FROM core.siao_{name}").pl()
            for name in ("suivis", "territoires", "retours", "primo_arrivants")
        }
        return core | {name: con.sql(f"FROM marts.{name}").pl() for name in FAMILY.tables}


NOT_BUILT = (
    "core.siao_mois_portes",
    *WORLD,
    *(f"{layer}.siao_{name}" for layer in ("core", "marts") for name in ("completude", "pratiques", "comparaisons")),
    "marts.siao_lignes",
)


def protection(past: tuple = (), only: str | None = None) -> Protection:
    """The family, protected together; `only` the départements when `only` is « DEP », as before the other levels."""
    tables = tables_of(FAMILY, {name: _kept(frames()[name], only) for name in FAMILY.tables}, POLICY)
    return protect(tables, dimensions_of(FAMILY, tables, pl.DataFrame()), POLICY, past)


def _kept(frame: pl.DataFrame, only: str | None) -> pl.DataFrame:
    if only is None:
        return frame
    frame = frame.filter(pl.col("niveau") == only)
    rest = [
        pl.col(name).str.contains("HORS_EPCI|AILLEURS|NON_SITUEE")
        for name in ("ligne_flux", "siao_periode")
        if name in frame.columns
    ]
    return frame.filter(~pl.any_horizontal(rest)) if rest else frame


@cache
def protected() -> dict[str, ProtectedTable]:
    """The tables as they may be published."""
    found = protection().tables
    return {name: published(name, said, found) for name, said in FAMILY.tables.items()}


def shown() -> dict[str, pl.DataFrame]:
    """Their rows."""
    return {name: table.frame for name, table in protected().items()}
