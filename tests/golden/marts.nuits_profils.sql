-- entree core.nuits_profils
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, question::VARCHAR AS question, question_libelle::VARCHAR AS question_libelle, question_posee::VARCHAR AS question_posee, est_meme_question::BOOLEAN AS est_meme_question, sensibilite::VARCHAR AS sensibilite, modalite::VARCHAR AS modalite, modalite_libelle::VARCHAR AS modalite_libelle, nb_repondants::INTEGER AS nb_repondants
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social', 'Suivi par un travailleur social', NULL, false, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social', 'Suivi par un travailleur social', NULL, false, 'COURANT', 'NON', 'Non', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social', 'Suivi par un travailleur social', NULL, false, 'COURANT', 'OUI', 'Oui', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115', 'Recours au 115', 'Appelez-vous le 115 ?', false, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115', 'Recours au 115', 'Appelez-vous le 115 ?', false, 'COURANT', 'JAMAIS', 'N’a jamais appelé', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age', 'Âge', NULL, false, 'COURANT', '25_54', '25 à 54 ans', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age', 'Âge', NULL, false, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition', 'Seul, en couple, en famille ou en groupe', NULL, false, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition', 'Seul, en couple, en famille ou en groupe', NULL, false, 'COURANT', 'SEUL', 'Personne seule', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile', 'Temps sans logement personnel', NULL, false, 'COURANT', '1_5_ANS', 'De 1 à moins de 5 ans', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile', 'Temps sans logement personnel', NULL, false, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'ressource_principale', 'Ressource principale', NULL, false, 'SENSIBLE', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'ressource_principale', 'Ressource principale', NULL, false, 'SENSIBLE', 'RSA', 'RSA', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe', 'Sexe', 'Sexe', false, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe', 'Sexe', 'Sexe', false, 'COURANT', 'F', 'Femme', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe', 'Sexe', 'Sexe', false, 'COURANT', 'H', 'Homme', 1)
) AS v(edition_id, niveau, territoire_code, date_nuit, question, question_libelle, question_posee, est_meme_question, sensibilite, modalite, modalite_libelle, nb_repondants)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, reponse::VARCHAR AS reponse, question::VARCHAR AS question, modalite::VARCHAR AS modalite, question_libelle::VARCHAR AS question_libelle, question_posee::VARCHAR AS question_posee, est_meme_question::BOOLEAN AS est_meme_question, modalite_libelle::VARCHAR AS modalite_libelle, nb_repondants::INTEGER AS nb_repondants, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social:ENSEMBLE', 'a_suivi_social', 'ENSEMBLE', 'Suivi par un travailleur social', NULL, false, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social:NON', 'a_suivi_social', 'NON', 'Suivi par un travailleur social', NULL, false, 'Non', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social:OUI', 'a_suivi_social', 'OUI', 'Suivi par un travailleur social', NULL, false, 'Oui', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115:ENSEMBLE', 'appel_115', 'ENSEMBLE', 'Recours au 115', 'Appelez-vous le 115 ?', false, 'Ensemble des réponses', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115:JAMAIS', 'appel_115', 'JAMAIS', 'Recours au 115', 'Appelez-vous le 115 ?', false, 'N’a jamais appelé', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age:25_54', 'classe_age', '25_54', 'Âge', NULL, false, '25 à 54 ans', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age:ENSEMBLE', 'classe_age', 'ENSEMBLE', 'Âge', NULL, false, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition:ENSEMBLE', 'composition', 'ENSEMBLE', 'Seul, en couple, en famille ou en groupe', NULL, false, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition:SEUL', 'composition', 'SEUL', 'Seul, en couple, en famille ou en groupe', NULL, false, 'Personne seule', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile:1_5_ANS', 'duree_sans_domicile', '1_5_ANS', 'Temps sans logement personnel', NULL, false, 'De 1 à moins de 5 ans', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile:ENSEMBLE', 'duree_sans_domicile', 'ENSEMBLE', 'Temps sans logement personnel', NULL, false, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe:ENSEMBLE', 'sexe', 'ENSEMBLE', 'Sexe', 'Sexe', false, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe:F', 'sexe', 'F', 'Sexe', 'Sexe', false, 'Femme', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe:H', 'sexe', 'H', 'Sexe', 'Sexe', false, 'Homme', 1, 'PUBLIE')
) AS v(edition_id, niveau, territoire_code, date_nuit, reponse, question, modalite, question_libelle, question_posee, est_meme_question, modalite_libelle, nb_repondants, statut_valeur)
