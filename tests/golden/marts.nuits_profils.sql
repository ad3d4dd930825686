-- entree core.nuits_profils
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, question::VARCHAR AS question, question_libelle::VARCHAR AS question_libelle, question_posee::VARCHAR AS question_posee, sensibilite::VARCHAR AS sensibilite, modalite::VARCHAR AS modalite, modalite_libelle::VARCHAR AS modalite_libelle, nb_repondants::INTEGER AS nb_repondants
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social', 'Suivi par un travailleur social', NULL, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social', 'Suivi par un travailleur social', NULL, 'COURANT', 'NON', 'Non', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social', 'Suivi par un travailleur social', NULL, 'COURANT', 'OUI', 'Oui', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115', 'Recours au 115', 'Appelez-vous le 115 ?', 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115', 'Recours au 115', 'Appelez-vous le 115 ?', 'COURANT', 'JAMAIS', 'N’a jamais appelé', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age', 'Âge', NULL, 'COURANT', '25_54', '25 à 54 ans', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age', 'Âge', NULL, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition', 'Seul, en couple, en famille ou en groupe', NULL, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition', 'Seul, en couple, en famille ou en groupe', NULL, 'COURANT', 'SEUL', 'Personne seule', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile', 'Temps sans logement personnel', NULL, 'COURANT', '1_5_ANS', 'De 1 à moins de 5 ans', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile', 'Temps sans logement personnel', NULL, 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'ressource_principale', 'Ressource principale', NULL, 'SENSIBLE', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'ressource_principale', 'Ressource principale', NULL, 'SENSIBLE', 'RSA', 'RSA', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe', 'Sexe', 'Sexe', 'COURANT', 'ENSEMBLE', 'Ensemble des réponses', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe', 'Sexe', 'Sexe', 'COURANT', 'F', 'Femme', 1),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe', 'Sexe', 'Sexe', 'COURANT', 'H', 'Homme', 1)
) AS v(edition_id, niveau, territoire_code, date_nuit, question, question_libelle, question_posee, sensibilite, modalite, modalite_libelle, nb_repondants)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, reponse::VARCHAR AS reponse, question::VARCHAR AS question, modalite::VARCHAR AS modalite, question_libelle::VARCHAR AS question_libelle, question_posee::VARCHAR AS question_posee, modalite_libelle::VARCHAR AS modalite_libelle, nb_repondants::INTEGER AS nb_repondants, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social:ENSEMBLE', 'a_suivi_social', 'ENSEMBLE', 'Suivi par un travailleur social', NULL, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social:NON', 'a_suivi_social', 'NON', 'Suivi par un travailleur social', NULL, 'Non', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'a_suivi_social:OUI', 'a_suivi_social', 'OUI', 'Suivi par un travailleur social', NULL, 'Oui', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115:ENSEMBLE', 'appel_115', 'ENSEMBLE', 'Recours au 115', 'Appelez-vous le 115 ?', 'Ensemble des réponses', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'appel_115:JAMAIS', 'appel_115', 'JAMAIS', 'Recours au 115', 'Appelez-vous le 115 ?', 'N’a jamais appelé', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age:25_54', 'classe_age', '25_54', 'Âge', NULL, '25 à 54 ans', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'classe_age:ENSEMBLE', 'classe_age', 'ENSEMBLE', 'Âge', NULL, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition:ENSEMBLE', 'composition', 'ENSEMBLE', 'Seul, en couple, en famille ou en groupe', NULL, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'composition:SEUL', 'composition', 'SEUL', 'Seul, en couple, en famille ou en groupe', NULL, 'Personne seule', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile:1_5_ANS', 'duree_sans_domicile', '1_5_ANS', 'Temps sans logement personnel', NULL, 'De 1 à moins de 5 ans', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'duree_sans_domicile:ENSEMBLE', 'duree_sans_domicile', 'ENSEMBLE', 'Temps sans logement personnel', NULL, 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe:ENSEMBLE', 'sexe', 'ENSEMBLE', 'Sexe', 'Sexe', 'Ensemble des réponses', 2, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe:F', 'sexe', 'F', 'Sexe', 'Sexe', 'Femme', 1, 'PUBLIE'),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'sexe:H', 'sexe', 'H', 'Sexe', 'Sexe', 'Homme', 1, 'PUBLIE')
) AS v(edition_id, niveau, territoire_code, date_nuit, reponse, question, modalite, question_libelle, question_posee, modalite_libelle, nb_repondants, statut_valeur)
