-- entree staging.evenement
SELECT evenement_id::VARCHAR AS evenement_id, evenement_type::VARCHAR AS evenement_type, evenement_debut::DATE AS evenement_debut, NULL::DATE AS evenement_fin, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, nb_personnes_concernees::INTEGER AS nb_personnes_concernees, NULL::INTEGER AS nb_places_evenement, NULL::VARCHAR AS niveau_plan_grand_froid, evenement_libelle::VARCHAR AS evenement_libelle, source_url::VARCHAR AS source_url, est_public::BOOLEAN AS est_public, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('2025-01-20-MISE_A_L_ABRI-Z9001', 'MISE_A_L_ABRI', '2025-01-20', 'COM', 'Z9001', 40, 'mise à l’abri', 'https://exemple.invalid', true, 'a', 2, '2025-02-10', '1.0.0'),
  ('b', 'MISE_A_L_ABRI', '2025-01-20', 'COM', 'Z9001', 40, 'mise à l’abri', 'https://exemple.invalid', false, 'a', 2, '2025-02-10', '1.0.0'),
  ('c', 'MISE_A_L_ABRI', '2025-01-20', 'COM', 'Z9999', 40, 'mise à l’abri', 'https://exemple.invalid', true, 'a', 2, '2025-02-10', '1.0.0'),
  ('d', 'CHANGEMENT_CONSIGNE', '2024-06-01', 'DEP', 'Z12', NULL, 'nouvelle consigne', 'https://exemple.invalid', true, 'a', 2, '2025-02-10', '1.0.0')
) AS v(evenement_id, evenement_type, evenement_debut, niveau, territoire_code, nb_personnes_concernees, evenement_libelle, source_url, est_public, fichier_sha256, ligne_source, date_reception, version_contrat)
-- entree core.siao_pratiques
SELECT siao_dep, pratique_libelle, pratique_modalite, pratique_modalite_libelle, pratique_debut::DATE AS pratique_debut, pratique_fin::DATE AS pratique_fin, modalite_avant, est_sans_suite
FROM (VALUES
  ('Z11', 'Nuits d’hôtel', 'HOTEL_COMPTE', 'Nuits d’hôtel comptées avec les places', '2019-01-01', NULL, NULL, false),
  ('Z12', 'Renouvellements', 'RENOUVELLEMENT_NON', 'Renouvellements non enregistrés', '2024-06-01', NULL, 'RENOUVELLEMENT_A_PART', false),
  ('Z13', 'Renouvellements', 'RENOUVELLEMENT_NON', 'Renouvellements non enregistrés', '2024-06-01', '2024-12-31', 'RENOUVELLEMENT_A_PART', true)
) AS v(siao_dep, pratique_libelle, pratique_modalite, pratique_modalite_libelle, pratique_debut, pratique_fin, modalite_avant, est_sans_suite)
-- attendu
SELECT evenement_id::VARCHAR AS evenement_id, evenement_type::VARCHAR AS evenement_type, evenement_type_libelle::VARCHAR AS evenement_type_libelle, evenement_debut::DATE AS evenement_debut, evenement_fin::DATE AS evenement_fin, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, nb_personnes_concernees::INTEGER AS nb_personnes_concernees, nb_places_evenement::INTEGER AS nb_places_evenement, niveau_plan_grand_froid::VARCHAR AS niveau_plan_grand_froid, evenement_libelle::VARCHAR AS evenement_libelle, source_url::VARCHAR AS source_url, est_public::BOOLEAN AS est_public
FROM (VALUES
  ('2025-01-20-MISE_A_L_ABRI-Z9001', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9001', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid', true),
  ('b', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9001', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid', false),
  ('c', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9999', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid', true),
  ('d', 'CHANGEMENT_CONSIGNE', 'Changement de consigne de saisie ou de définition', '2024-06-01', NULL, 'DEP', 'Z12', NULL, NULL, NULL, 'nouvelle consigne', 'https://exemple.invalid', true),
  ('2024-06-01-PRATIQUE-Z13', 'CHANGEMENT_CONSIGNE', 'Changement de consigne de saisie ou de définition', '2024-06-01', NULL, 'DEP', 'Z13', NULL, NULL, NULL, 'Déclaré par le SIAO : Renouvellements non enregistrés', NULL, true),
  ('2025-01-01-PRATIQUE-Z13', 'CHANGEMENT_CONSIGNE', 'Changement de consigne de saisie ou de définition', '2025-01-01', NULL, 'DEP', 'Z13', NULL, NULL, NULL, 'Déclaré par le SIAO : Renouvellements, pratique non déclarée depuis', NULL, true)
) AS v(evenement_id, evenement_type, evenement_type_libelle, evenement_debut, evenement_fin, niveau, territoire_code, nb_personnes_concernees, nb_places_evenement, niveau_plan_grand_froid, evenement_libelle, source_url, est_public)
