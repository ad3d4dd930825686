-- entree core.ndls_editions
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, perimetre_id::VARCHAR AS perimetre_id, perimetre_code::VARCHAR AS perimetre_code, date_nuit::DATE AS date_nuit, nb_secteurs_prevus::INTEGER AS nb_secteurs_prevus, nb_secteurs_couverts::INTEGER AS nb_secteurs_couverts, unite::VARCHAR AS unite, nb_total::INTEGER AS nb_total, estimations_publiables::BOOLEAN AS estimations_publiables, est_retenu::BOOLEAN AS est_retenu, elements_couverts::VARCHAR AS elements_couverts, pop_couverte::INTEGER AS pop_couverte, nb_comptes::INTEGER AS nb_comptes, nb_personnes_comptees::INTEGER AS nb_personnes_comptees, nb_repondants::BIGINT AS nb_repondants, statut_detail::VARCHAR AS statut_detail, est_detaille::BOOLEAN AS est_detaille, nb_non_ventiles::INTEGER AS nb_non_ventiles, part_secteurs_couverts_pct::DOUBLE AS part_secteurs_couverts_pct, taux_10000_habitants::DOUBLE AS taux_10000_habitants
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'COM', 'Z9001', 'P0', 'EQUIPEMENTS', '2024-01-25', 4, 4, 'PERSONNE', 60, true, true, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', 20000, 56, 56, 2, 'RESTE', true, 4, 100.0, 30.0),
  ('Z9001_2024-01-25', 'PROVISOIRE', 'COM', 'Z9001', 'P0', 'EQUIPEMENTS', '2024-01-25', 4, 4, 'PERSONNE', 58, true, false, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', 20000, NULL, NULL, 2, 'SANS_DETAIL', false, NULL, 100.0, 29.0),
  ('Z9001_2025-01-23', 'DEFINITIF', 'COM', 'Z9001', 'P1', 'EQUIPEMENTS', '2025-01-23', 4, 3, 'PERSONNE', 70, true, true, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|TYPE_LIEU:PARKING|TYPE_LIEU:RUE', 30000, 56, 56, NULL, 'RESTE', true, 14, 75.0, NULL),
  ('Z9002_2025-01-23', 'DEFINITIF', 'COM', 'Z9002', 'P2', 'EQUIPEMENTS', '2025-01-23', 4, 4, 'PERSONNE', 10, true, true, 'COM:Z9002|SECTEUR:T1|TYPE_LIEU:RUE', 10000, 12, 12, NULL, 'DEPASSE', false, -2, 100.0, 10.0)
) AS v(edition_id, statut_resultat, niveau, territoire_code, perimetre_id, perimetre_code, date_nuit, nb_secteurs_prevus, nb_secteurs_couverts, unite, nb_total, estimations_publiables, est_retenu, elements_couverts, pop_couverte, nb_comptes, nb_personnes_comptees, nb_repondants, statut_detail, est_detaille, nb_non_ventiles, part_secteurs_couverts_pct, taux_10000_habitants)
-- entree core.nuits_solidarite
SELECT edition_id, niveau, territoire_code, date_nuit::DATE AS date_nuit, date_nuit_precision, valeur_publiee::DOUBLE AS valeur_publiee, unite, statut_resultat, perimetre_code, est_retenu, type_lieu, indicateur
FROM (VALUES
  ('75056_2018-02-15', 'COM', '75056', '2018-02-15', 'JOUR', 3035.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', true, 'TOTAL', 'personnes_decomptees'),
  ('75056_2018-02-15', 'COM', '75056', '2018-02-15', 'JOUR', 2080.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', true, 'RUE', 'personnes_decomptees'),
  ('75056_2019-02-07', 'COM', '75056', '2019-02-07', 'JOUR', 3641.0, 'PERSONNE', 'DEFINITIF', 'CAMPEMENTS', true, 'TOTAL', 'personnes_decomptees'),
  ('75056_2025-01-23', 'COM', '75056', '2025-01-23', 'JOUR', 3507.0, 'PERSONNE', 'PROVISOIRE', 'CAMPEMENTS', true, 'TOTAL', 'personnes_decomptees'),
  ('75056_2026-01-22', 'COM', '75056', '2026-01-22', 'JOUR', 3857.0, 'PERSONNE', 'PROVISOIRE', 'CAMPEMENTS', true, 'TOTAL', 'personnes_decomptees'),
  ('31555_2024-01-25', 'COM', '31555', '2024-01-25', 'JOUR', 817.0, 'PERSONNE', 'DEFINITIF', 'SQUATS_BIDONVILLES', true, 'TOTAL', 'personnes_decomptees'),
  ('31555_2025-01-23', 'COM', '31555', '2025-01-23', 'JOUR', 657.0, 'ADULTE', 'PROVISOIRE', 'SQUATS_BIDONVILLES', true, 'TOTAL', 'personnes_decomptees'),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'JOUR', 71.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', true, 'TOTAL', 'personnes_decomptees')
) AS v(edition_id, niveau, territoire_code, date_nuit, date_nuit_precision, valeur_publiee, unite, statut_resultat, perimetre_code, est_retenu, type_lieu, indicateur)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, date_nuit_precision::VARCHAR AS date_nuit_precision, total::DOUBLE AS total, unite::VARCHAR AS unite, statut_resultat::VARCHAR AS statut_resultat, perimetre_code::VARCHAR AS perimetre_code, elements_couverts::VARCHAR AS elements_couverts, est_detaille::BOOLEAN AS est_detaille, est_recue::BOOLEAN AS est_recue
FROM (VALUES
  ('31555_2024-01-25', 'COM', '31555', '2024-01-25', 'JOUR', 817.0, 'PERSONNE', 'DEFINITIF', 'SQUATS_BIDONVILLES', NULL, false, false),
  ('31555_2025-01-23', 'COM', '31555', '2025-01-23', 'JOUR', 657.0, 'ADULTE', 'PROVISOIRE', 'SQUATS_BIDONVILLES', NULL, false, false),
  ('75056_2018-02-15', 'COM', '75056', '2018-02-15', 'JOUR', 3035.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', NULL, false, false),
  ('75056_2019-02-07', 'COM', '75056', '2019-02-07', 'JOUR', 3641.0, 'PERSONNE', 'DEFINITIF', 'CAMPEMENTS', NULL, false, false),
  ('75056_2025-01-23', 'COM', '75056', '2025-01-23', 'JOUR', 3507.0, 'PERSONNE', 'PROVISOIRE', 'CAMPEMENTS', NULL, false, false),
  ('75056_2026-01-22', 'COM', '75056', '2026-01-22', 'JOUR', 3857.0, 'PERSONNE', 'PROVISOIRE', 'CAMPEMENTS', NULL, false, false),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'JOUR', 60.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', true, true),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'JOUR', 70.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|TYPE_LIEU:PARKING|TYPE_LIEU:RUE', true, true),
  ('Z9002_2025-01-23', 'COM', 'Z9002', '2025-01-23', 'JOUR', 10.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'COM:Z9002|SECTEUR:T1|TYPE_LIEU:RUE', false, true)
) AS v(edition_id, niveau, territoire_code, date_nuit, date_nuit_precision, total, unite, statut_resultat, perimetre_code, elements_couverts, est_detaille, est_recue)
