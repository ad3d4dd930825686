-- entree core.evenements
SELECT evenement_id::VARCHAR AS evenement_id, evenement_type::VARCHAR AS evenement_type, evenement_type_libelle::VARCHAR AS evenement_type_libelle, evenement_debut::DATE AS evenement_debut, evenement_fin::DATE AS evenement_fin, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, nb_personnes_concernees::INTEGER AS nb_personnes_concernees, nb_places_evenement::INTEGER AS nb_places_evenement, niveau_plan_grand_froid::VARCHAR AS niveau_plan_grand_froid, evenement_libelle::VARCHAR AS evenement_libelle, source_url::VARCHAR AS source_url, est_public::BOOLEAN AS est_public
FROM (VALUES
  ('2025-01-20-MISE_A_L_ABRI-Z9001', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9001', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid', true),
  ('b', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9001', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid', false),
  ('c', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9999', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid', true)
) AS v(evenement_id, evenement_type, evenement_type_libelle, evenement_debut, evenement_fin, niveau, territoire_code, nb_personnes_concernees, nb_places_evenement, niveau_plan_grand_froid, evenement_libelle, source_url, est_public)
-- entree core.territoires_publies
SELECT 'COM' AS niveau, 'Z9001' AS territoire_code
-- attendu
SELECT evenement_id::VARCHAR AS evenement_id, evenement_type::VARCHAR AS evenement_type, evenement_type_libelle::VARCHAR AS evenement_type_libelle, evenement_debut::DATE AS evenement_debut, evenement_fin::DATE AS evenement_fin, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, nb_personnes_concernees::INTEGER AS nb_personnes_concernees, nb_places_evenement::INTEGER AS nb_places_evenement, niveau_plan_grand_froid::VARCHAR AS niveau_plan_grand_froid, evenement_libelle::VARCHAR AS evenement_libelle, source_url::VARCHAR AS source_url
FROM (VALUES
  ('2025-01-20-MISE_A_L_ABRI-Z9001', 'MISE_A_L_ABRI', 'Opération de mise à l’abri', '2025-01-20', NULL, 'COM', 'Z9001', 40, NULL, NULL, 'mise à l’abri', 'https://exemple.invalid')
) AS v(evenement_id, evenement_type, evenement_type_libelle, evenement_debut, evenement_fin, niveau, territoire_code, nb_personnes_concernees, nb_places_evenement, niveau_plan_grand_froid, evenement_libelle, source_url)
