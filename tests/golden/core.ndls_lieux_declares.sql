-- entree core.ndls_editions
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, perimetre_id::VARCHAR AS perimetre_id, perimetre_code::VARCHAR AS perimetre_code, date_nuit::DATE AS date_nuit, operateur::VARCHAR AS operateur, nb_secteurs_prevus::INTEGER AS nb_secteurs_prevus, nb_secteurs_couverts::INTEGER AS nb_secteurs_couverts, unite::VARCHAR AS unite, nb_total::INTEGER AS nb_total, source_url::VARCHAR AS source_url, estimations_publiables::BOOLEAN AS estimations_publiables, est_retenu::BOOLEAN AS est_retenu, elements_couverts::VARCHAR AS elements_couverts, pop_couverte::INTEGER AS pop_couverte, nb_comptes::INTEGER AS nb_comptes, nb_personnes_comptees::INTEGER AS nb_personnes_comptees, nb_repondants::BIGINT AS nb_repondants, statut_detail::VARCHAR AS statut_detail, est_detaille::BOOLEAN AS est_detaille, nb_non_ventiles::INTEGER AS nb_non_ventiles, part_secteurs_couverts_pct::DOUBLE AS part_secteurs_couverts_pct, taux_10000_habitants::DOUBLE AS taux_10000_habitants
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'COM', 'Z9001', 'P0', 'EQUIPEMENTS', '2024-01-25', NULL, 4, 4, 'PERSONNE', 60, NULL, true, true, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', 20000, 56, 56, 2, 'RESTE', true, 4, 100.0, 30.0),
  ('Z9001_2024-01-25', 'PROVISOIRE', 'COM', 'Z9001', 'P0', 'EQUIPEMENTS', '2024-01-25', NULL, 4, 4, 'PERSONNE', 58, NULL, true, false, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', 20000, NULL, NULL, 2, 'SANS_DETAIL', false, NULL, 100.0, 29.0),
  ('Z9001_2025-01-23', 'DEFINITIF', 'COM', 'Z9001', 'P1', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 3, 'PERSONNE', 70, NULL, true, true, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|TYPE_LIEU:PARKING|TYPE_LIEU:RUE', 30000, 56, 56, NULL, 'RESTE', true, 14, 75.0, NULL),
  ('Z9002_2025-01-23', 'DEFINITIF', 'COM', 'Z9002', 'P2', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 4, 'PERSONNE', 10, NULL, true, true, 'COM:Z9002|SECTEUR:T1|TYPE_LIEU:RUE', 10000, 12, 12, NULL, 'DEPASSE', false, -2, 100.0, 10.0)
) AS v(edition_id, statut_resultat, niveau, territoire_code, perimetre_id, perimetre_code, date_nuit, operateur, nb_secteurs_prevus, nb_secteurs_couverts, unite, nb_total, source_url, estimations_publiables, est_retenu, elements_couverts, pop_couverte, nb_comptes, nb_personnes_comptees, nb_repondants, statut_detail, est_detaille, nb_non_ventiles, part_secteurs_couverts_pct, taux_10000_habitants)
-- entree core.ndls_lignes
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, compteur::VARCHAR AS compteur, couverture::VARCHAR AS couverture, strate::VARCHAR AS strate, nb_personnes::INTEGER AS nb_personnes, nb_hommes::INTEGER AS nb_hommes, nb_femmes::INTEGER AS nb_femmes, nb_sexe_autre::INTEGER AS nb_sexe_autre, nb_adultes::INTEGER AS nb_adultes, nb_mineurs::INTEGER AS nb_mineurs, nb_groupes::INTEGER AS nb_groupes, est_certaine::BOOLEAN AS est_certaine
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'S1', 'GARE', 'SNCF', 'COUVERT', 'CHAUD', 12, 12, 0, NULL, 12, 0, 12, true),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', 30, 20, 8, NULL, 28, 2, 20, true),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', 8, 6, 2, NULL, 8, 0, 7, false),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'S3', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', 0, 0, 0, NULL, 0, 0, 0, false),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', 6, 5, 1, NULL, 6, 0, 5, false),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', 40, NULL, NULL, NULL, 36, 4, 25, true),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', 11, NULL, NULL, NULL, 11, 0, 9, false),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'S3', 'PARKING', 'PARKING', 'COUVERT', 'FROID', 5, NULL, NULL, NULL, 5, 0, 5, false),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'NON_COUVERT', 'FROID', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
) AS v(edition_id, niveau, territoire_code, date_nuit, secteur_id, type_lieu, compteur, couverture, strate, nb_personnes, nb_hommes, nb_femmes, nb_sexe_autre, nb_adultes, nb_mineurs, nb_groupes, est_certaine)
-- entree staging.perimetre
SELECT perimetre_id, edition_id, element_type, element_code, commune_code, millesime_cog, pop_reference, est_couvert
FROM (VALUES
  ('P0', 'Z9001_2024-01-25', 'COM', 'Z9001', 'Z9001', 2025, NULL, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S1', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S2', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S3', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S4', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'TYPE_LIEU', 'RUE', NULL, 2025, NULL, true),
  ('P0', 'Z9001_2024-01-25', 'TYPE_LIEU', 'GARE', NULL, 2025, NULL, true),
  ('P1', 'Z9001_2025-01-23', 'COM', 'Z9001', 'Z9001', 2025, NULL, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S1', 'Z9001', 2025, 10000, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S2', 'Z9001', 2025, 10000, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S3', 'Z9001', 2025, 10000, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S4', 'Z9001', 2025, 10000, false),
  ('P1', 'Z9001_2025-01-23', 'TYPE_LIEU', 'RUE', NULL, 2025, NULL, true),
  ('P1', 'Z9001_2025-01-23', 'TYPE_LIEU', 'PARKING', NULL, 2025, NULL, true),
  ('P2', 'Z9002_2025-01-23', 'COM', 'Z9002', 'Z9002', 2025, NULL, true),
  ('P2', 'Z9002_2025-01-23', 'SECTEUR', 'T1', 'Z9002', 2025, 10000, true),
  ('P2', 'Z9002_2025-01-23', 'TYPE_LIEU', 'RUE', NULL, 2025, NULL, true)
) AS v(perimetre_id, edition_id, element_type, element_code, commune_code, millesime_cog, pop_reference, est_couvert)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, type_lieu::VARCHAR AS type_lieu
FROM (VALUES
  ('Z9001_2024-01-25', 'GARE'),
  ('Z9001_2024-01-25', 'RUE'),
  ('Z9001_2025-01-23', 'PARKING'),
  ('Z9001_2025-01-23', 'RUE')
) AS v(edition_id, type_lieu)
