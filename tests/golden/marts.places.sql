-- entree core.territoires_publies
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code
FROM (VALUES
  ('DEP', 'Z11'),
  ('DEP', 'Z12')
) AS v(niveau, territoire_code)
-- entree core.places
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_reference::DATE AS date_reference, type_offre::VARCHAR AS type_offre, type_offre_libelle::VARCHAR AS type_offre_libelle, unite_offre::VARCHAR AS unite_offre, nb_ouvertes::BIGINT AS nb_ouvertes, nb_disponibles::BIGINT AS nb_disponibles, nb_occupees::BIGINT AS nb_occupees, nb_acces_direct::BIGINT AS nb_acces_direct, nb_financees::BIGINT AS nb_financees, nb_cibles::BIGINT AS nb_cibles
FROM (VALUES
  ('DEP', 'Z11', '2024-12-31', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 120, 115, 110, 0, NULL, 130),
  ('DEP', 'Z11', '2024-12-31', 'IML', 'Intermédiation locative', 'PLACE', 40, 40, NULL, 40, NULL, NULL),
  ('DEP', 'Z12', '2024-09-30', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 50, 50, 45, 0, NULL, NULL),
  ('DEP', 'Z99', '2024-09-30', 'DNA', 'x', 'PLACE', 50, 50, 45, 0, NULL, NULL)
) AS v(niveau, territoire_code, date_reference, type_offre, type_offre_libelle, unite_offre, nb_ouvertes, nb_disponibles, nb_occupees, nb_acces_direct, nb_financees, nb_cibles)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_reference::DATE AS date_reference, type_offre::VARCHAR AS type_offre, type_offre_libelle::VARCHAR AS type_offre_libelle, unite_offre::VARCHAR AS unite_offre, nb_ouvertes::INTEGER AS nb_ouvertes, statut_valeur::VARCHAR AS statut_valeur, nb_disponibles::INTEGER AS nb_disponibles, statut_nb_disponibles::VARCHAR AS statut_nb_disponibles, nb_occupees::INTEGER AS nb_occupees, statut_nb_occupees::VARCHAR AS statut_nb_occupees, nb_acces_direct::INTEGER AS nb_acces_direct, statut_nb_acces_direct::VARCHAR AS statut_nb_acces_direct, nb_financees::INTEGER AS nb_financees, statut_nb_financees::VARCHAR AS statut_nb_financees, nb_cibles::INTEGER AS nb_cibles, statut_nb_cibles::VARCHAR AS statut_nb_cibles, taux_occupation_pct::DOUBLE AS taux_occupation_pct
FROM (VALUES
  ('DEP', 'Z11', '2024-09-30', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL),
  ('DEP', 'Z11', '2024-09-30', 'IML', 'Intermédiation locative', 'PLACE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL),
  ('DEP', 'Z11', '2024-12-31', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 120, 'PUBLIE', 115, 'PUBLIE', 110, 'PUBLIE', 0, 'ZERO', NULL, 'NON_COLLECTE', 130, 'PUBLIE', 95.65217391304348),
  ('DEP', 'Z11', '2024-12-31', 'IML', 'Intermédiation locative', 'PLACE', 40, 'PUBLIE', 40, 'PUBLIE', NULL, 'NON_COLLECTE', 40, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL),
  ('DEP', 'Z12', '2024-09-30', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 50, 'PUBLIE', 50, 'PUBLIE', 45, 'PUBLIE', 0, 'ZERO', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', 90.0),
  ('DEP', 'Z12', '2024-09-30', 'IML', 'Intermédiation locative', 'PLACE', 0, 'ZERO', 0, 'ZERO', 0, 'ZERO', 0, 'ZERO', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL),
  ('DEP', 'Z12', '2024-12-31', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL),
  ('DEP', 'Z12', '2024-12-31', 'IML', 'Intermédiation locative', 'PLACE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL)
) AS v(niveau, territoire_code, date_reference, type_offre, type_offre_libelle, unite_offre, nb_ouvertes, statut_valeur, nb_disponibles, statut_nb_disponibles, nb_occupees, statut_nb_occupees, nb_acces_direct, statut_nb_acces_direct, nb_financees, statut_nb_financees, nb_cibles, statut_nb_cibles, taux_occupation_pct)
