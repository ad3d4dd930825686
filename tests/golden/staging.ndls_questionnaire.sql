-- entree lake.ndls_questionnaire
SELECT edition_id::VARCHAR AS edition_id, repondant_id::VARCHAR AS repondant_id, NULL::VARCHAR AS secteur_id, NULL::VARCHAR AS type_lieu, a_consenti::BOOLEAN AS a_consenti, a_deja_repondu::BOOLEAN AS a_deja_repondu, sexe::VARCHAR AS sexe, classe_age::VARCHAR AS classe_age, composition::VARCHAR AS composition, NULL::INTEGER AS nb_enfants_presents, duree_sans_domicile::VARCHAR AS duree_sans_domicile, appel_115::VARCHAR AS appel_115, motif_non_recours_115::VARCHAR AS motif_non_recours_115, NULL::BOOLEAN AS a_deja_ete_heberge, hebergement_souhaite::VARCHAR AS hebergement_souhaite, a_suivi_social::BOOLEAN AS a_suivi_social, NULL::BOOLEAN AS a_demande_logement_social, NULL::BOOLEAN AS a_frequente_accueil_jour, ressource_principale::VARCHAR AS ressource_principale, NULL::BOOLEAN AS a_couverture_maladie, sante_percue::VARCHAR AS sante_percue, NULL::BOOLEAN AS a_animal, questions_posees::VARCHAR AS questions_posees, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('Z9001_2024-01-25', 'r-1', true, NULL, 'H', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'r-2', true, NULL, 'F', '25_54', 'SEUL', '1_5_ANS', 'NR', 'NR', 'NR', 'RSA', 'NR', false, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'r-3', true, true, 'F', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0')
) AS v(edition_id, repondant_id, a_consenti, a_deja_repondu, sexe, classe_age, composition, duree_sans_domicile, appel_115, motif_non_recours_115, hebergement_souhaite, ressource_principale, sante_percue, a_suivi_social, questions_posees, fichier_sha256, ligne_source, date_reception, version_contrat)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, repondant_id::VARCHAR AS repondant_id, sexe::VARCHAR AS sexe, appel_115::VARCHAR AS appel_115, a_suivi_social::BOOLEAN AS a_suivi_social
FROM (VALUES
  ('Z9001_2024-01-25', 'r-1', 'H', 'JAMAIS', true),
  ('Z9001_2024-01-25', 'r-2', 'F', 'NR', false),
  ('Z9001_2024-01-25', 'r-3', 'F', 'JAMAIS', true)
) AS v(edition_id, repondant_id, sexe, appel_115, a_suivi_social)
