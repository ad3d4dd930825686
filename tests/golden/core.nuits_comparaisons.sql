-- entree core.nuits_editions_connues
SELECT edition_id::VARCHAR AS edition_id, indicateur::VARCHAR AS indicateur, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, date_nuit_precision::VARCHAR AS date_nuit_precision, total::DOUBLE AS total, unite::VARCHAR AS unite, statut_resultat::VARCHAR AS statut_resultat, perimetre_code::VARCHAR AS perimetre_code, perimetre_libelle::VARCHAR AS perimetre_libelle, elements_couverts::VARCHAR AS elements_couverts, est_detaille::BOOLEAN AS est_detaille, est_recue::BOOLEAN AS est_recue, motif_isolement::VARCHAR AS motif_isolement, motif_isolement_libelle::VARCHAR AS motif_isolement_libelle, source_titre::VARCHAR AS source_titre, source_url::VARCHAR AS source_url
FROM (VALUES
  ('31555_2024-01-25', 'personnes_decomptees', 'COM', '31555', '2024-01-25', 'JOUR', 817.0, 'PERSONNE', 'DEFINITIF', 'SQUATS_BIDONVILLES', 'Espace public, équipements, campements, squats et bidonvilles', NULL, false, false, NULL, NULL, 'Ville', 'https://exemple.invalid'),
  ('31555_2025-01-23', 'personnes_decomptees', 'COM', '31555', '2025-01-23', 'JOUR', 657.0, 'ADULTE', 'PROVISOIRE', 'SQUATS_BIDONVILLES', 'Espace public, équipements, campements, squats et bidonvilles', NULL, false, false, 'UNITE', 'L’unité n’est pas la personne.', 'Ville', 'https://exemple.invalid'),
  ('75056_2018-02-15', 'personnes_decomptees', 'COM', '75056', '2018-02-15', 'JOUR', 3035.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'Espace public et équipements (métro, gares, hôpitaux, parkings, halls)', NULL, false, false, 'SAISON', 'La nuit n’a pas eu lieu en janvier, ou son mois n’est pas connu.', 'Ville', 'https://exemple.invalid'),
  ('75056_2019-02-07', 'personnes_decomptees', 'COM', '75056', '2019-02-07', 'JOUR', 3641.0, 'PERSONNE', 'DEFINITIF', 'CAMPEMENTS', 'Espace public, équipements, bois, talus et campements', NULL, false, false, 'SAISON', 'La nuit n’a pas eu lieu en janvier, ou son mois n’est pas connu.', 'Ville', 'https://exemple.invalid'),
  ('75056_2025-01-23', 'personnes_decomptees', 'COM', '75056', '2025-01-23', 'JOUR', 3507.0, 'PERSONNE', 'PROVISOIRE', 'CAMPEMENTS', 'Espace public, équipements, bois, talus et campements', NULL, false, false, NULL, NULL, 'Ville', 'https://exemple.invalid'),
  ('75056_2026-01-22', 'personnes_decomptees', 'COM', '75056', '2026-01-22', 'JOUR', 3857.0, 'PERSONNE', 'PROVISOIRE', 'CAMPEMENTS', 'Espace public, équipements, bois, talus et campements', NULL, false, false, NULL, NULL, 'Ville', 'https://exemple.invalid'),
  ('Z9001_2024-01-25', 'personnes_decomptees', 'COM', 'Z9001', '2024-01-25', 'JOUR', 60.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'Espace public et équipements (métro, gares, hôpitaux, parkings, halls)', 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', true, true, NULL, NULL, 'Organisateur du décompte', NULL),
  ('Z9001_2025-01-23', 'personnes_decomptees', 'COM', 'Z9001', '2025-01-23', 'JOUR', 70.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'Espace public et équipements (métro, gares, hôpitaux, parkings, halls)', 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|TYPE_LIEU:PARKING|TYPE_LIEU:RUE', true, true, NULL, NULL, 'Organisateur du décompte', NULL),
  ('Z9002_2025-01-23', 'personnes_decomptees', 'COM', 'Z9002', '2025-01-23', 'JOUR', 10.0, 'PERSONNE', 'DEFINITIF', 'EQUIPEMENTS', 'Espace public et équipements (métro, gares, hôpitaux, parkings, halls)', 'COM:Z9002|SECTEUR:T1|TYPE_LIEU:RUE', false, true, NULL, NULL, 'Organisateur du décompte', NULL)
) AS v(edition_id, indicateur, niveau, territoire_code, date_nuit, date_nuit_precision, total, unite, statut_resultat, perimetre_code, perimetre_libelle, elements_couverts, est_detaille, est_recue, motif_isolement, motif_isolement_libelle, source_titre, source_url)
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
-- entree core.ndls_lieux_declares
SELECT edition_id::VARCHAR AS edition_id, type_lieu::VARCHAR AS type_lieu
FROM (VALUES
  ('Z9001_2024-01-25', 'GARE'),
  ('Z9001_2024-01-25', 'RUE'),
  ('Z9001_2025-01-23', 'PARKING'),
  ('Z9001_2025-01-23', 'RUE')
) AS v(edition_id, type_lieu)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, edition_avant::VARCHAR AS edition_avant, edition_apres::VARCHAR AS edition_apres, date_avant::DATE AS date_avant, date_apres::DATE AS date_apres, est_precedente::BOOLEAN AS est_precedente, est_comparable::BOOLEAN AS est_comparable, motif_comparaison::VARCHAR AS motif_comparaison, motif_comparaison_libelle::VARCHAR AS motif_comparaison_libelle, est_perimetre_constant::BOOLEAN AS est_perimetre_constant, est_evolution_constante::BOOLEAN AS est_evolution_constante, nb_secteurs_communs::INTEGER AS nb_secteurs_communs, nb_secteurs_avant::INTEGER AS nb_secteurs_avant, nb_secteurs_apres::INTEGER AS nb_secteurs_apres, nb_lieux_communs::INTEGER AS nb_lieux_communs
FROM (VALUES
  ('COM', '31555', '31555_2024-01-25', '31555_2025-01-23', '2024-01-25', '2025-01-23', true, false, 'UNITE', 'L’une compte des personnes, l’autre des adultes.', false, false, 0, 0, 0, 0),
  ('COM', '75056', '75056_2018-02-15', '75056_2019-02-07', '2018-02-15', '2019-02-07', true, false, 'PERIMETRE', 'Le périmètre n’est pas le même, ou n’est pas précisé.', false, false, 0, 0, 0, 0),
  ('COM', '75056', '75056_2018-02-15', '75056_2025-01-23', '2018-02-15', '2025-01-23', false, false, 'PERIMETRE', 'Le périmètre n’est pas le même, ou n’est pas précisé.', false, false, 0, 0, 0, 0),
  ('COM', '75056', '75056_2018-02-15', '75056_2026-01-22', '2018-02-15', '2026-01-22', false, false, 'PERIMETRE', 'Le périmètre n’est pas le même, ou n’est pas précisé.', false, false, 0, 0, 0, 0),
  ('COM', '75056', '75056_2019-02-07', '75056_2025-01-23', '2019-02-07', '2025-01-23', true, false, 'SAISON', 'Les deux nuits n’ont pas eu lieu en janvier.', false, false, 0, 0, 0, 0),
  ('COM', '75056', '75056_2019-02-07', '75056_2026-01-22', '2019-02-07', '2026-01-22', false, false, 'SAISON', 'Les deux nuits n’ont pas eu lieu en janvier.', false, false, 0, 0, 0, 0),
  ('COM', '75056', '75056_2025-01-23', '75056_2026-01-22', '2025-01-23', '2026-01-22', true, true, 'COMPARABLE', 'Même unité, même périmètre, même saison, même version du résultat.', false, false, 0, 0, 0, 0),
  ('COM', 'Z9001', 'Z9001_2024-01-25', 'Z9001_2025-01-23', '2024-01-25', '2025-01-23', true, false, 'ELEMENTS', 'Les communes, les secteurs ou les types de lieu couverts ne sont pas les mêmes, ou ne sont connus que pour une des deux nuits.', true, true, 3, 4, 3, 1)
) AS v(niveau, territoire_code, edition_avant, edition_apres, date_avant, date_apres, est_precedente, est_comparable, motif_comparaison, motif_comparaison_libelle, est_perimetre_constant, est_evolution_constante, nb_secteurs_communs, nb_secteurs_avant, nb_secteurs_apres, nb_lieux_communs)
