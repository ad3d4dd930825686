"""The tables of allocations and places of two départements, made by the real models from a small invented core, and protected."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.disclosure.protection import protect
from observatory.pipeline import sql_models
from observatory.publication.dimensions import dimensions_of
from observatory.publication.families import contributors_tables, published, tables_of
from observatory.publication.policy_file import load_policy
from observatory.warehouse.run import attach_nomenclatures

TABLES = (
    "marts.attributions", "marts.attributions_elargies", "marts.attributions_extractions", "marts.attributions_premier_quartile", "marts.attributions_reliees",
    "marts.attributions_ventilees", "marts.attributions_bailleurs", "marts.demandes_actives", "marts.places",
)  # fmt: skip
POLICY = load_policy(Path(FOLDER) / "disclosure.yaml")
PLACES = "(VALUES ('FR', 'ZZ', 5), ('DEP', 'Z11', 3), ('DEP', 'Z12', 2), ('SIREN_EPCI', 'Z00000011', 1)) AS t(niveau, territoire_code, k)"
# What each territory is made of: the country is its two départements, the EPCI a part of the first.
HOLDS = {"FR:ZZ": "abc", "DEP:Z11": "ab", "DEP:Z12": "c", "SIREN_EPCI:Z00000011": "a"}
# Three years; the EPCI has no asylum deduction; the last year of Z12, hence of the country, was not received.
INPUTS = {
    "core.territoires_publies": f"SELECT niveau, territoire_code FROM {PLACES}",
    "core.attributions": f"""
        SELECT niveau, territoire_code, annee, make_date(annee + 1, 1, 20) AS date_extraction, NULL::DATE AS date_revision, niveau <> 'SIREN_EPCI' AS est_dna_deduit,
          401 * k AS nb_radiations, (17 + annee - 2023) * k AS nb_heberges, CASE WHEN niveau <> 'SIREN_EPCI' THEN 3 * k END AS nb_dna, 6 * k AS nb_sans_abri,
          (23 + annee - 2023) * k AS nb_sans_domicile, CASE WHEN niveau <> 'SIREN_EPCI' THEN (20 + annee - 2023) * k END AS nb_sans_domicile_hors_dna,
          (26 + annee - 2023) * k AS nb_sans_domicile_elargi, 391 * k AS nb_baux, 22 * k AS nb_baux_sans_domicile, 291 * k AS nb_baux_hors_qpv,
          73 * k AS nb_baux_premier_quartile, 11 * k AS nb_baux_quartile_inconnu, 433 * k AS nb_attributions, 29 * k AS nb_attributions_sans_domicile
        FROM {PLACES}, range(2023, 2026) AS a(annee) WHERE annee < 2025 OR territoire_code NOT IN ('Z12', 'ZZ')""",
    "core.attributions_ventilees": f"""
        SELECT niveau, territoire_code, annee, v.code AS ventilation, v.libelle AS ventilation_libelle,
          CASE v.code WHEN 'TOTAL' THEN 401 WHEN 'DELAI:12_23_MOIS' THEN 201 WHEN 'DELAI:36_MOIS_PLUS' THEN 200 WHEN 'DALO:NON' THEN 380 WHEN 'DALO:RECONNU' THEN 21
            WHEN 'CONTINGENT:PPRIOR' THEN 61 WHEN 'CONTINGENT:AUCUN' THEN 340 ELSE 0 END * k AS nb_radiations,
          CASE v.code WHEN 'CONTINGENT:PPRIOR' THEN 15 + annee - 2023 WHEN 'CONTINGENT:AUCUN' THEN 8 ELSE if(v.code IN ('TOTAL', 'DALO:NON', 'DELAI:36_MOIS_PLUS'), 23 + annee - 2023, 0) END * k AS nb_sans_domicile
        FROM {PLACES}, range(2023, 2026) AS a(annee), ref.attribution_ventilation AS v
        WHERE v.regroupement IS DISTINCT FROM 'BAILLEUR' AND niveau <> 'SIREN_EPCI' AND (annee < 2025 OR territoire_code NOT IN ('Z12', 'ZZ'))""",
    # three types of several landlords, one SEM alone in each département
    "core.attributions_bailleurs": f"""
        SELECT niveau, territoire_code, annee, v.code AS ventilation, v.libelle AS ventilation_libelle, coalesce(n, 0) * k AS nb_radiations,
          CASE WHEN bailleur = 'OPH' THEN 12 + annee - 2023 ELSE coalesce(sd, 0) END * k AS nb_sans_domicile,
          coalesce(CASE WHEN bailleur = 'EPL' AND niveau = 'FR' THEN 2 ELSE nb END, 0) AS nb_contributeurs,
          coalesce(part, 0) AS part_max_radiations, coalesce(part, 0) AS part_max_sans_domicile
        FROM {PLACES}, range(2023, 2026) AS a(annee), ref.attribution_ventilation AS v
        LEFT JOIN (VALUES ('OPH', 180, 12, 4, 0.4), ('ESH', 150, 8, 5, 0.3), ('COOP', 50, 3, 3, 0.5), ('EPL', 21, 0, 1, 1)) AS b(bailleur, n, sd, nb, part) ON v.code = 'BAILLEUR:' || bailleur
        WHERE v.regroupement = 'BAILLEUR' AND niveau <> 'SIREN_EPCI' AND (annee < 2025 OR territoire_code NOT IN ('Z12', 'ZZ'))""",
    "core.attributions_menages": "SELECT 'ARRETE' AS etat, 'Z11' AS zone, 'n-1' AS cle_numero_unique, 'RADIATION' AS etape, 2024 AS annee, '000000101' AS bailleur_siren",
    "staging.bailleur": "SELECT '000000101' AS bailleur_siren, 'OPH' AS type_bailleur",
    "core.attributions_reliees": "SELECT 'Z11' AS departement_code, annee, 19 AS nb_baux_relies FROM range(2023, 2026) AS a(annee)",
    "core.demandes_actives": f"""
        SELECT niveau, territoire_code, annee, 43 * k AS nb_demandes_sans_domicile, 47 * k AS nb_demandes_sans_domicile_haut, 900 * k AS nb_demandes
        FROM {PLACES}, range(2023, 2025) AS a(annee) WHERE niveau <> 'FR'""",
    "core.places": f"""
        SELECT niveau, territoire_code, date_reference, code AS type_offre, libelle AS type_offre_libelle, unite AS unite_offre, n * k AS nb_ouvertes, (n - 3) * k AS nb_disponibles,
          (n - 9) * k AS nb_occupees, d * k AS nb_acces_direct, CASE WHEN month(date_reference) = 12 THEN (n + 2) * k END AS nb_financees, CASE WHEN month(date_reference) = 12 THEN (n + 4) * k END AS nb_cibles
        FROM {PLACES}, (VALUES (DATE '2023-12-31'), (DATE '2024-09-30'), (DATE '2024-12-31')) AS q(date_reference),
          (VALUES ('HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 151, 0), ('CAPTATION_PARC_PRIVE', 'Logements du parc privé', 'LOGEMENT', 32, 29)) AS o(code, libelle, unite, n, d)
        WHERE niveau <> 'SIREN_EPCI'""",
}  # fmt: skip


def build(con: duckdb.DuckDBPyConnection) -> None:
    """The core above, then every mart of allocations and places."""
    for schema in ("ref", "staging", "core", "marts"):
        con.execute(f"CREATE SCHEMA {schema}")
    attach_nomenclatures(con, FOLDER / "nomenclatures")
    for name, query in INPUTS.items():
        con.execute(f"CREATE TABLE {name} AS {query}")
    for name in TABLES:
        con.execute(f"CREATE TABLE {name} AS {sql_models()[name].sql}")


@cache
def frames() -> dict[str, pl.DataFrame]:
    """The true tables, by their short name."""
    with duckdb.connect() as con:
        build(con)
        return {name.removeprefix("marts."): con.sql(f"FROM {name}").pl() for name in TABLES}


@cache
def contributors() -> dict[str, pl.DataFrame]:
    """Who makes the counts, as the policy asks."""
    with duckdb.connect() as con:
        build(con)
        return {name: con.sql(f"FROM {name}").pl() for name in contributors_tables(POLICY)}


@cache
def protected() -> dict[str, ProtectedTable]:
    """The same, as they may be published."""
    found: dict[str, ProtectedTable] = {}
    holds = pl.DataFrame([(place, part) for place, parts in HOLDS.items() for part in parts], schema=["territoire", "element"], orient="row")  # fmt: skip
    for family in POLICY.families:
        if family.nom in ("attributions", "places"):
            tables = tables_of(family, frames(), POLICY, contributors())
            shown = protect(tables, dimensions_of(family, tables, holds), POLICY).tables
            found |= {name: published(name, said, shown) for name, said in family.tables.items()}
    name = "attributions_extractions"
    return found | {name: already_public(name, frames()[name], POLICY)}


# every mart that this world makes has a contract
assert set(TABLES) <= set(load_catalogue().tables)
