-- entree core.nuits_evolutions
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, edition_avant::VARCHAR AS edition_avant, edition_apres::VARCHAR AS edition_apres, date_avant::DATE AS date_avant, date_apres::DATE AS date_apres, nb_avant::INTEGER AS nb_avant, nb_apres::INTEGER AS nb_apres, ecart::STRUCT(bas DOUBLE, haut DOUBLE) AS ecart
FROM (VALUES
  ('COM', 'Z9001', 'Z9001_2024-01-25', 'Z9001_2025-01-23', '2024-01-25', '2025-01-23', 38, 51, NULL)
) AS v(niveau, territoire_code, edition_avant, edition_apres, date_avant, date_apres, nb_avant, nb_apres, ecart)
-- attendu
SELECT edition_apres::VARCHAR AS edition_apres, edition_avant::VARCHAR AS edition_avant, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_avant::DATE AS date_avant, date_apres::DATE AS date_apres, nb_avant::INTEGER AS nb_avant, statut_valeur::VARCHAR AS statut_valeur, nb_apres::INTEGER AS nb_apres, statut_nb_apres::VARCHAR AS statut_nb_apres, nb_apres_bas::INTEGER AS nb_apres_bas, statut_nb_apres_bas::VARCHAR AS statut_nb_apres_bas, nb_apres_haut::INTEGER AS nb_apres_haut, statut_nb_apres_haut::VARCHAR AS statut_nb_apres_haut
FROM (VALUES
  ('Z9001_2025-01-23', 'Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', '2025-01-23', 38, 'PUBLIE', 51, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE')
) AS v(edition_apres, edition_avant, niveau, territoire_code, date_avant, date_apres, nb_avant, statut_valeur, nb_apres, statut_nb_apres, nb_apres_bas, statut_nb_apres_bas, nb_apres_haut, statut_nb_apres_haut)
