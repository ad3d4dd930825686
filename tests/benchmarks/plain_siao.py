"""The exports of the SIAO, from the cells to the columns of their contracts: SQL of `plain_duckdb`, written by hand."""

from __future__ import annotations

from tests.benchmarks.plain_sql import KEY, RECEIVED, coded

REQUESTS = f"""
SELECT
  dep(departement_du_siao) AS siao_dep,
  cle('d', upper(numero_demande)) AS cle_demande,
  moment(date_et_heure_de_la_demande) AS date_heure_demande,
  jour(nuit_demandee) AS nuit_demandee,
  cle('m', upper(identifiant_du_groupe)) AS cle_menage,
  TRY_CAST(nb_de_personnes AS INTEGER) AS nb_personnes_menage,
  TRY_CAST(nb_de_mineurs AS INTEGER) AS nb_mineurs_menage,
  coalesce(code(composition, m_composition.code), 'NR') AS composition_code,
  coalesce(code(situation, m_situation.code), 'NR') AS situation_code,
  coalesce(code(motif, m_motif.code), 'NR') AS motif_code,
  commune_de_la_demande AS commune_sollicitation_code,
  coalesce(code(canal, m_canal.code), 'NR') AS canal,
  code(type_de_demande, m_type_de_demande.code) AS type_demande,
  vrai(renouvellement) AS est_renouvellement,
  code(reponse, m_reponse.code) AS reponse_115,
  code(motif_de_non_attribution, m_motif_de_non_attribution.code) AS motif_non_pourvue,
  code(type_de_place, m_type_de_place.code) AS type_place_code,
  TRY_CAST(nuits_attribuees AS INTEGER) AS nb_nuits_attribuees,
  {KEY}, {RECEIVED}
FROM brut_siao_demande_115 AS b
{
    coded(
        composition="siao_composition",
        situation="siao_situation_demande",
        motif="siao_motif_demande",
        canal="siao_canal_115",
        type_de_demande="siao_type_demande_115",
        reponse="siao_reponse_115",
        motif_de_non_attribution="siao_motif_non_pourvue",
        type_de_place="siao_type_place",
    )
}
WHERE siao_dep IS NOT NULL AND cle_demande IS NOT NULL AND date_heure_demande IS NOT NULL
  AND nb_personnes_menage BETWEEN 1 AND 30 AND type_demande IS NOT NULL AND reponse_115 IS NOT NULL
  AND concat(composition_code, situation_code, motif_code, canal, type_demande, reponse_115, motif_non_pourvue, type_place_code) NOT LIKE '%?%'
"""

HOUSEHOLDS = f"""
SELECT
  dep(departement_du_siao) AS siao_dep,
  cle('m', upper(identifiant_du_groupe)) AS cle_menage,
  jour(debut_de_validite) AS date_debut_validite,
  extraction(filename) AS date_extraction,
  code(type_de_fiche, m_type_de_fiche.code) AS type_fiche,
  coalesce(code(composition, m_composition.code), 'NR') AS composition_code,
  TRY_CAST(nb_de_personnes AS INTEGER) AS nb_personnes_menage,
  TRY_CAST(nb_d_adultes AS INTEGER) AS nb_adultes_menage,
  TRY_CAST(nb_de_mineurs AS INTEGER) AS nb_mineurs_menage,
  {KEY}, {RECEIVED}
FROM brut_siao_menage AS b
{coded(type_de_fiche="siao_type_fiche", composition="siao_composition")}
WHERE siao_dep IS NOT NULL AND cle_menage IS NOT NULL AND date_debut_validite IS NOT NULL
  AND nb_personnes_menage BETWEEN 1 AND 30 AND concat(type_fiche, composition_code) NOT LIKE '%?%'
"""

PERSONS = f"""
WITH lues AS (
  SELECT
    dep(departement_du_siao) AS siao_dep,
    upper(numero_fiche) AS fiche,
    jour(date_de_la_situation) AS date_situation,
    extraction(filename) AS date_extraction,
    cle('m', upper(identifiant_du_groupe)) AS cle_menage,
    lettres(nom) AS nom,
    lettres(prenom) AS prenom,
    jour(date_de_naissance) AS ne,
    CASE left(mot(sexe), 1) WHEN 'h' THEN 'H' WHEN 'm' THEN 'H' WHEN 'f' THEN 'F' ELSE 'NR' END AS sexe,
    vrai(demandeur_principal) AS est_demandeur_principal,
    coalesce(code(situation_residentielle, m_situation_residentielle.code), 'NR') AS situation_code,
    coalesce(code(ressource_principale, m_ressource_principale.code), 'NR') AS type_ressource_code,
    jour(derniere_activite) AS date_derniere_activite,
    filename
  FROM brut_siao_personne AS b
  {coded(situation_residentielle="siao_situation_demande", ressource_principale="siao_type_ressource")}
),
ecrites AS (
  SELECT
    *,
    nom <> '' AND prenom <> '' AND ne IS NOT NULL AS est_connue,
    est_connue AND NOT (day(ne) = 1 AND month(ne) = 1) AS est_complete,
    date_diff('year', ne, date_situation) - (strftime(date_situation, '%m%d') < strftime(ne, '%m%d'))::INTEGER AS age
  FROM lues
)
SELECT
  siao_dep,
  cle('f', fiche) AS cle_fiche,
  date_situation,
  date_extraction,
  cle_menage,
  cle('p', CASE WHEN est_complete THEN concat_ws('|', nom, prenom, ne) ELSE fiche END) AS cle_personne,
  cle('p', CASE WHEN est_connue THEN concat_ws('|', list_sort(string_split(nom || ' ' || prenom, ' ')), year(ne), least(day(ne), month(ne)), greatest(day(ne), month(ne))) ELSE fiche END) AS cle_personne_centrale,
  cle('p', CASE WHEN est_connue THEN concat_ws('|', list_sort([left(nom, 2), left(prenom, 2)]), year(ne), sexe) ELSE fiche END) AS cle_personne_large,
  'EXACTE' AS methode_cles,
  coalesce(est_complete, false) AS est_identite_complete,
  CASE
    WHEN age IS NULL OR age NOT BETWEEN 0 AND 115 THEN 'NR' WHEN age < 18 THEN 'MOINS_18' WHEN age < 25 THEN '18_24'
    WHEN age < 55 THEN '25_54' WHEN age < 65 THEN '55_64' ELSE '65_PLUS'
  END AS classe_age,
  CASE WHEN age BETWEEN 0 AND 115 THEN age < 3 END AS est_moins_3_ans,
  sexe,
  est_demandeur_principal,
  situation_code,
  type_ressource_code,
  date_derniere_activite,
  {KEY}, {RECEIVED}
FROM ecrites
WHERE siao_dep IS NOT NULL AND fiche IS NOT NULL AND date_situation IS NOT NULL AND cle_menage IS NOT NULL
  AND concat(situation_code, type_ressource_code) NOT LIKE '%?%'
"""

INSERTIONS = f"""
WITH lues AS (
  SELECT *, list_filter(string_split_regex(coalesce(numeros_uniques_de_demande_de_logement, ''), '[,;/|]'), lambda x: regexp_matches(x, '\\d')) AS numeros
  FROM brut_siao_demande_insertion
)
SELECT
  dep(departement_du_siao) AS siao_dep,
  cle('d', upper(numero_demande)) AS cle_demande,
  extraction(filename) AS date_extraction,
  cle('m', upper(identifiant_du_groupe)) AS cle_menage,
  jour(date_de_transmission) AS date_transmission,
  code(statut, m_statut.code) AS statut,
  coalesce(code(situation, m_situation.code), 'NR') AS situation_code,
  coalesce(code(premiere_preconisation, m_premiere_preconisation.code), 'NR') AS type_etablissement_preconise,
  jour(date_d_orientation) AS date_orientation,
  jour(date_d_admission) AS date_admission,
  jour(date_de_cloture) AS date_cloture,
  nullif(array_to_string(list_transform(list_filter(numeros, lambda x: numero(x) IS NOT NULL), lambda x: cle('n', numero(x))), ' '), '') AS cles_numero_unique,
  len(list_filter(numeros, lambda x: numero(x) IS NULL))::INTEGER AS nb_numeros_illisibles,
  {KEY}, {RECEIVED}
FROM lues AS b
{
    coded(
        statut="siao_statut_insertion",
        situation="siao_situation_demande",
        premiere_preconisation="siao_type_etablissement",
    )
}
WHERE siao_dep IS NOT NULL AND cle_demande IS NOT NULL AND date_transmission IS NOT NULL AND cle_menage IS NOT NULL
  AND statut IS NOT NULL AND concat(statut, situation_code, type_etablissement_preconise) NOT LIKE '%?%'
"""

STAYS = f"""
SELECT
  dep(siao_prescripteur) AS siao_dep,
  cle('s', upper(numero_sejour)) AS cle_sejour,
  extraction(filename) AS date_extraction,
  cle('f', upper(numero_fiche)) AS cle_fiche,
  cle('m', upper(identifiant_du_groupe)) AS cle_menage,
  lpad(finess, 9, '0') AS etablissement_finess,
  coalesce(code(type_d_etablissement, m_type_d_etablissement.code), 'NR') AS type_etablissement_code,
  coalesce(code(type_de_place, m_type_de_place.code), 'NR') AS type_place_code,
  vrai(hotel) AS est_hotel,
  jour(date_d_entree) AS date_entree,
  jour(date_de_sortie) AS date_sortie,
  code(situation_de_sortie, m_situation_de_sortie.code) AS situation_sortie_code,
  {KEY}, {RECEIVED}
FROM brut_siao_prise_en_charge AS b
{
    coded(
        type_d_etablissement="siao_type_etablissement",
        type_de_place="siao_type_place",
        situation_de_sortie="siao_situation_sortie",
    )
}
WHERE siao_dep IS NOT NULL AND cle_sejour IS NOT NULL AND cle_fiche IS NOT NULL AND date_entree IS NOT NULL
  AND concat(type_etablissement_code, type_place_code, situation_sortie_code) NOT LIKE '%?%'
"""

SIAO = {
    "siao_demande_115": ("siao/*/*-115-*.csv", REQUESTS),
    "siao_menage": ("siao/*/*-menages-*.csv", HOUSEHOLDS),
    "siao_personne": ("siao/*/*-personnes-*.csv", PERSONS),
    "siao_demande_insertion": ("siao/*/*-insertion-*.csv", INSERTIONS),
    "siao_prise_en_charge": ("siao/*/*-sejours-*.csv", STAYS),
}
