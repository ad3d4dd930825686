-- entree lake.ndls_comptage_secteur
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, compteur::VARCHAR AS compteur, NULL::VARCHAR AS commune_code, couverture::VARCHAR AS couverture, strate::VARCHAR AS strate, est_hors_perimetre::BOOLEAN AS est_hors_perimetre, nb_personnes::INTEGER AS nb_personnes, nb_hommes::INTEGER AS nb_hommes, nb_femmes::INTEGER AS nb_femmes, NULL::INTEGER AS nb_sexe_autre, NULL::INTEGER AS nb_sexe_nr, nb_adultes::INTEGER AS nb_adultes, nb_mineurs::INTEGER AS nb_mineurs, NULL::INTEGER AS nb_age_nr, nb_groupes::INTEGER AS nb_groupes, NULL::INTEGER AS nb_personnes_plus_grand_groupe, NULL::INTEGER AS nb_refus, NULL::INTEGER AS nb_endormies, NULL::INTEGER AS nb_non_abordables, NULL::INTEGER AS nb_deja_comptees, NULL::INTEGER AS nb_abris_sans_personne, NULL::INTEGER AS nb_questionnaires, NULL::INTEGER AS nb_temoins_deduits, NULL::TIME AS heure_passage, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 30, 20, 8, 28, 2, 20, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'GARE', 'SNCF', 'COUVERT', 'CHAUD', false, 12, 12, 0, 12, 0, 12, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 8, 6, 2, 8, 0, 7, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S3', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 0, 0, 0, 0, 0, 0, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 6, 5, 1, 6, 0, 5, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 40, NULL, NULL, 36, 4, 25, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 11, NULL, NULL, 11, 0, 9, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S3', 'PARKING', 'PARKING', 'COUVERT', 'FROID', false, 5, NULL, NULL, 5, 0, 5, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'NON_COUVERT', 'FROID', false, NULL, NULL, NULL, NULL, NULL, NULL, 'a', 2, '2025-02-10', '1'),
  ('Z9002_2025-01-23', 'DEFINITIF', 'T1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 12, 12, 0, 12, 0, 12, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 99, 99, 0, 99, 0, 99, 'z', 2, '2024-02-01', '1')
) AS v(edition_id, statut_resultat, secteur_id, type_lieu, compteur, couverture, strate, est_hors_perimetre, nb_personnes, nb_hommes, nb_femmes, nb_adultes, nb_mineurs, nb_groupes, fichier_sha256, ligne_source, date_reception, version_contrat)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, compteur::VARCHAR AS compteur, couverture::VARCHAR AS couverture, nb_personnes::INTEGER AS nb_personnes
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'GARE', 'SNCF', 'COUVERT', 12),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 30),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 8),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S3', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 0),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 6),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 40),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 11),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S3', 'PARKING', 'PARKING', 'COUVERT', 5),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'NON_COUVERT', NULL),
  ('Z9002_2025-01-23', 'DEFINITIF', 'T1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 12)
) AS v(edition_id, statut_resultat, secteur_id, type_lieu, compteur, couverture, nb_personnes)
