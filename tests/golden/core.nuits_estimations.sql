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
-- entree staging.ndls_temoins
SELECT edition_id::VARCHAR AS edition_id, temoin_id::VARCHAR AS temoin_id, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, strate::VARCHAR AS strate, heure_debut_poste::TIME AS heure_debut_poste, heure_fin_poste::TIME AS heure_fin_poste, resultat_temoin::VARCHAR AS resultat_temoin, NULL::TIME AS heure_rencontre, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('Z9001_2024-01-25', 'T-01', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-02', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-03', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-04', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-05', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-06', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-07', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-08', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-09', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'NON_VU', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-10', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'NON_VU', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-11', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'NON_VU', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-12', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'POSTE_NON_TENU', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-13', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'POSTE_NON_TENU', 'a', 2, '2025-02-10', '1.0.0')
) AS v(edition_id, temoin_id, secteur_id, type_lieu, strate, heure_debut_poste, heure_fin_poste, resultat_temoin, fichier_sha256, ligne_source, date_reception, version_contrat)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, methode_estimation::VARCHAR AS methode_estimation, methode_estimation_libelle::VARCHAR AS methode_estimation_libelle, nb_observe::INTEGER AS nb_observe, nb_temoins_valides::INTEGER AS nb_temoins_valides, nb_temoins_comptes::INTEGER AS nb_temoins_comptes, estimation::DOUBLE AS estimation, borne_basse::DOUBLE AS borne_basse, borne_haute::DOUBLE AS borne_haute, motif_estimation::VARCHAR AS motif_estimation
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'COUVERTURE', 'Secteurs non parcourus', 56, NULL, NULL, NULL, NULL, NULL, 'Tous les secteurs ont été entièrement parcourus : il n’y a rien à corriger.'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'DETECTION', 'Personnes non vues là où des témoins étaient postés', 14, 11, 8, 18.666666666666668, 14.0, 36.0, NULL),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'COUVERTURE', 'Secteurs non parcourus', 56, NULL, NULL, NULL, NULL, NULL, 'Moins de 5 secteurs froids ont été entièrement parcourus : ils ne disent rien des autres.'),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'DETECTION', 'Personnes non vues là où des témoins étaient postés', NULL, NULL, NULL, NULL, NULL, NULL, 'Aucun témoin n’a été posté : ce que les équipes n’ont pas vu là où elles sont passées reste inconnu.')
) AS v(edition_id, niveau, territoire_code, date_nuit, methode_estimation, methode_estimation_libelle, nb_observe, nb_temoins_valides, nb_temoins_comptes, estimation, borne_basse, borne_haute, motif_estimation)
