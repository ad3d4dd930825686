-- entree core.siao_demandes_115
SELECT siao_dep, mois::DATE AS mois, cle_menage::VARCHAR AS cle_menage, nuit_demandee::DATE AS nuit_demandee, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, composition_code, situation_code, motif_code, commune_sollicitation_code::VARCHAR AS commune_sollicitation_code, canal, est_renouvellement::BOOLEAN AS est_renouvellement, reponse_115, motif_non_pourvue::VARCHAR AS motif_non_pourvue, type_place_code::VARCHAR AS type_place_code, nb_nuits_attribuees::INTEGER AS nb_nuits_attribuees
FROM (VALUES
  ('Z12', '2025-03-01', 'm-1', '2025-03-02', 0, '10', 'NR', 'NR', 'Z1101', 'APPEL', true, 'POURVUE', NULL, '10', 1),
  ('Z12', '2025-04-01', NULL, '2025-04-02', NULL, 'NR', '20', '203', NULL, 'NR', NULL, 'NON_POURVUE', 'NR', NULL, NULL),
  ('Z12', '2025-04-01', 'm-2', '2025-04-02', 1, '40', '20', '203', 'Z1101', 'APPEL', false, 'NON_POURVUE', 'AUTRE', NULL, NULL)
) AS v(siao_dep, mois, cle_menage, nuit_demandee, nb_mineurs_menage, composition_code, situation_code, motif_code, commune_sollicitation_code, canal, est_renouvellement, reponse_115, motif_non_pourvue, type_place_code, nb_nuits_attribuees)
-- entree staging.siao_demande_insertion
SELECT siao_dep, date_transmission::DATE AS date_transmission, statut, situation_code, type_etablissement_preconise, cles_numero_unique
FROM (VALUES
  ('Z12', '2025-01-10', 'ADMISE', '20', 'NR', ['n-1', 'n-2']),
  ('Z12', '2025-02-10', 'ADMISE', '20', 'NR', NULL)
) AS v(siao_dep, date_transmission, statut, situation_code, type_etablissement_preconise, cles_numero_unique)
-- entree staging.siao_menage
SELECT 'Z12' AS siao_dep, DATE '2025-01-01' AS date_debut_validite, 'Groupe' AS type_fiche, '40' AS composition_code, 1 AS nb_adultes_menage, NULL::INTEGER AS nb_mineurs_menage
-- entree staging.siao_personne
SELECT 'Z12' AS siao_dep, DATE '2025-01-01' AS date_situation, false AS est_identite_complete, 'NR' AS classe_age, NULL::BOOLEAN AS est_moins_3_ans, 'F' AS sexe, true AS est_demandeur_principal, '20' AS situation_code, 'NR' AS type_ressource_code, DATE '2025-02-01' AS date_derniere_activite
-- entree staging.siao_prise_en_charge
SELECT 'Z12' AS siao_dep, DATE '2025-01-01' AS date_entree, NULL::DATE AS date_sortie, 'm-1' AS cle_menage, NULL::VARCHAR AS etablissement_finess, '400' AS type_etablissement_code, '30' AS type_place_code, false AS est_hotel, NULL::VARCHAR AS situation_sortie_code
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, annee::VARCHAR AS annee, contrat::VARCHAR AS contrat, population::VARCHAR AS population, champ::VARCHAR AS champ, nb_lignes::BIGINT AS nb_lignes, nb_renseignees::BIGINT AS nb_renseignees
FROM (VALUES
  ('Z12', '2025', 'lake.siao_demande_115', 'NON_POURVUES', 'motif_non_pourvue', 2, 1),
  ('Z12', '2025', 'lake.siao_demande_115', 'POURVUES', 'nb_nuits_attribuees', 1, 1),
  ('Z12', '2025', 'lake.siao_demande_115', 'POURVUES', 'type_place_code', 1, 1),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'canal', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'cle_menage', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'commune_sollicitation_code', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'composition_code', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'est_renouvellement', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'motif_code', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'nb_mineurs_menage', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'nuit_demandee', 3, 3),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'situation_code', 3, 2),
  ('Z12', '2025', 'lake.siao_demande_insertion', 'TOUTES', 'cles_numero_unique', 2, 1),
  ('Z12', '2025', 'lake.siao_demande_insertion', 'TOUTES', 'situation_code', 2, 2),
  ('Z12', '2025', 'lake.siao_demande_insertion', 'TOUTES', 'statut', 2, 2),
  ('Z12', '2025', 'lake.siao_demande_insertion', 'TOUTES', 'type_etablissement_preconise', 2, 0),
  ('Z12', '2025', 'lake.siao_menage', 'TOUTES', 'composition_code', 1, 1),
  ('Z12', '2025', 'lake.siao_menage', 'TOUTES', 'nb_adultes_menage', 1, 1),
  ('Z12', '2025', 'lake.siao_menage', 'TOUTES', 'nb_mineurs_menage', 1, 0),
  ('Z12', '2025', 'lake.siao_menage', 'TOUTES', 'type_fiche', 1, 1),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'classe_age', 1, 0),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'date_derniere_activite', 1, 1),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'est_demandeur_principal', 1, 1),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'est_identite_complete', 1, 0),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'est_moins_3_ans', 1, 0),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'sexe', 1, 1),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'situation_code', 1, 1),
  ('Z12', '2025', 'lake.siao_personne', 'TOUTES', 'type_ressource_code', 1, 0),
  ('Z12', '2025', 'lake.siao_prise_en_charge', 'TOUTES', 'cle_menage', 1, 1),
  ('Z12', '2025', 'lake.siao_prise_en_charge', 'TOUTES', 'est_hotel', 1, 1),
  ('Z12', '2025', 'lake.siao_prise_en_charge', 'TOUTES', 'etablissement_finess', 1, 0),
  ('Z12', '2025', 'lake.siao_prise_en_charge', 'TOUTES', 'type_etablissement_code', 1, 1),
  ('Z12', '2025', 'lake.siao_prise_en_charge', 'TOUTES', 'type_place_code', 1, 1)
) AS v(siao_dep, annee, contrat, population, champ, nb_lignes, nb_renseignees)
