"""The extractions of the SNE, from the cells to the columns of their contracts: SQL of `plain_duckdb`, written by hand."""

from __future__ import annotations

from tests.benchmarks.plain_sql import KEY, RECEIVED, coded

ALLOCATIONS = f"""
SELECT
  cle('n', numero(numero_unique)) AS cle_numero_unique,
  code(etape, m_etape.code) AS etape,
  jour(date_evenement) AS date_etape,
  jour(b.date_extraction) AS date_extraction,
  dep(dep_logement) AS dep_logement,
  jour(date_depot) AS date_depot,
  code(motif_radiation, m_motif_radiation.code) AS motif_radiation,
  commune_residence_code,
  commune_souhaitee_code,
  commune_logement_code,
  code(est_qpv, m_est_qpv.code) AS qpv_code,
  lpad(bailleur_siren, 9, '0') AS bailleur_siren,
  coalesce(code(type_reservataire, m_type_reservataire.code), 'NR') AS type_reservataire,
  coalesce(code(statut_dalo, m_statut_dalo.code), 'NR') AS statut_dalo,
  coalesce(code(modele_logement, m_modele_logement.code), 'NR') AS modele_logement,
  vrai(est_modele_verifie) AS est_modele_verifie,
  coalesce(code(quartile_ressources, m_quartile_ressources.code), 'NR') AS quartile_ressources,
  vrai(est_dna) AS est_dna,
  coalesce(vrai(est_dna_deduit), false) AS est_dna_deduit,
  {KEY}, {RECEIVED}
FROM brut_sne_attribution AS b
{
    coded(
        etape="sne_etape",
        motif_radiation="sne_motif_radiation",
        est_qpv="sne_qpv",
        type_reservataire="sne_type_reservataire",
        statut_dalo="sne_statut_dalo",
        modele_logement="sne_modele_logement",
        quartile_ressources="sne_quartile_ressources",
    )
}
WHERE cle_numero_unique IS NOT NULL AND etape IS NOT NULL AND date_etape IS NOT NULL AND dep_logement IS NOT NULL
  AND concat(etape, motif_radiation, qpv_code, type_reservataire, statut_dalo, modele_logement, quartile_ressources) NOT LIKE '%?%'
"""

ACTIVE = f"""
SELECT
  jour(date_arrete) AS date_arrete,
  territoire_souhaite_code_type AS niveau,
  territoire_souhaite_code AS territoire_code,
  TRY_CAST(millesime_cog AS INTEGER) AS millesime_cog,
  code(modele_logement, m_modele_logement.code) AS modele_demande,
  TRY_CAST(nb_demandes_actives AS INTEGER) AS nb_demandes_actives,
  TRY_CAST(regexp_extract(nb_demandes_actives, '^<\\s*(\\d+)$', 1) AS INTEGER) - 1 AS nb_demandes_actives_plafond,
  TRY_CAST(replace(anciennete_mediane_mois, ',', '.') AS DOUBLE) AS anciennete_mediane_mois,
  coalesce(vrai(est_premiere_commune), true) AS est_premiere_commune,
  {RECEIVED}
FROM brut_sne_demande AS b
{coded(modele_logement="sne_modele_demande")}
WHERE date_arrete IS NOT NULL AND territoire_code IS NOT NULL AND modele_demande <> '?'
"""

SNE = {
    "sne_attribution": ("sne/*attributions*.csv", ALLOCATIONS),
    "sne_demande": ("sne/*demandes-actives*.csv", ACTIVE),
}
