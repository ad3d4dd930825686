-- entree staging.offre_places
SELECT siao_dep_prescripteur::VARCHAR AS siao_dep_prescripteur, date_reference::DATE AS date_reference, type_offre::VARCHAR AS type_offre, nature_place::VARCHAR AS nature_place, nb_places::INTEGER AS nb_places, nb_places_occupees::INTEGER AS nb_places_occupees, nb_places_indisponibles::INTEGER AS nb_places_indisponibles, est_acces_direct::BOOLEAN AS est_acces_direct
FROM (VALUES
  ('Z11', '2024-12-31', 'HEBERGEMENT', 'OUVERTE', 100, 90, 5, false),
  ('Z11', '2024-12-31', 'HEBERGEMENT', 'OUVERTE', 20, 20, 0, false),
  ('Z11', '2024-12-31', 'HEBERGEMENT', 'CIBLE', 130, NULL, 0, false),
  ('Z11', '2024-12-31', 'IML', 'OUVERTE', 40, NULL, 0, true),
  ('Z12', '2024-12-31', 'HEBERGEMENT', 'OUVERTE', 50, 45, 0, false),
  ('Z12', '2024-12-31', 'HEBERGEMENT', 'FINANCEE', 52, NULL, 0, false),
  ('Z11', '2024-09-30', 'HEBERGEMENT', 'OUVERTE', 99, 80, 0, false)
) AS v(siao_dep_prescripteur, date_reference, type_offre, nature_place, nb_places, nb_places_occupees, nb_places_indisponibles, est_acces_direct)
-- entree core.territoires_membres
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code
FROM (VALUES
  ('COM', 'Z1101', 'Z11', 'Z1101'),
  ('DEP', 'Z11', 'Z11', NULL),
  ('DEP', 'Z12', 'Z12', NULL),
  ('REG', 'Z1', 'Z11', NULL),
  ('REG', 'Z1', 'Z12', NULL)
) AS v(niveau, territoire_code, departement_code, commune_code)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_reference::DATE AS date_reference, type_offre::VARCHAR AS type_offre, type_offre_libelle::VARCHAR AS type_offre_libelle, unite_offre::VARCHAR AS unite_offre, nb_ouvertes::BIGINT AS nb_ouvertes, nb_disponibles::BIGINT AS nb_disponibles, nb_occupees::BIGINT AS nb_occupees, nb_acces_direct::BIGINT AS nb_acces_direct, nb_financees::BIGINT AS nb_financees, nb_cibles::BIGINT AS nb_cibles
FROM (VALUES
  ('DEP', 'Z11', '2024-09-30', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 99, 99, 80, 0, NULL, NULL),
  ('DEP', 'Z11', '2024-12-31', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 120, 115, 110, 0, NULL, 130),
  ('DEP', 'Z11', '2024-12-31', 'IML', 'Intermédiation locative', 'PLACE', 40, 40, NULL, 40, NULL, NULL),
  ('DEP', 'Z12', '2024-12-31', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 50, 50, 45, 0, 52, NULL),
  ('REG', 'Z1', '2024-12-31', 'HEBERGEMENT', 'Hébergement généraliste', 'PLACE', 170, 165, 155, 0, 52, 130),
  ('REG', 'Z1', '2024-12-31', 'IML', 'Intermédiation locative', 'PLACE', 40, 40, NULL, 40, NULL, NULL)
) AS v(niveau, territoire_code, date_reference, type_offre, type_offre_libelle, unite_offre, nb_ouvertes, nb_disponibles, nb_occupees, nb_acces_direct, nb_financees, nb_cibles)
