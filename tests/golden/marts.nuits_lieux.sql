-- entree core.nuits_repartitions
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, axe::VARCHAR AS axe, modalite::VARCHAR AS modalite, modalite_libelle::VARCHAR AS modalite_libelle, nb_personnes::INTEGER AS nb_personnes
FROM (VALUES
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'AGE', 'ADULTE', '18 ans ou plus', 54),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'AGE', 'MINEUR', 'Moins de 18 ans', 2),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'AGE', 'NR', 'Non renseigné ou non ventilé', 4),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'LIEU', 'GARE', 'Gare', 12),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'LIEU', 'NON_VENTILE', 'Non ventilé par les secteurs reçus', 4),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'LIEU', 'RUE', 'Rue, place, porche, abri de bus', 44),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'SEXE', 'AUTRE', 'Autre', 0),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'SEXE', 'F', 'Femme', 11),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'SEXE', 'H', 'Homme', 43),
  ('Z9001_2024-01-25', 'COM', 'Z9001', '2024-01-25', 'SEXE', 'NR', 'Non renseigné', 6),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'AGE', 'ADULTE', '18 ans ou plus', 52),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'AGE', 'MINEUR', 'Moins de 18 ans', 4),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'AGE', 'NR', 'Non renseigné ou non ventilé', 14),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'LIEU', 'NON_VENTILE', 'Non ventilé par les secteurs reçus', 14),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'LIEU', 'PARKING', 'Parking couvert ou souterrain', 5),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'LIEU', 'RUE', 'Rue, place, porche, abri de bus', 51)
) AS v(edition_id, niveau, territoire_code, date_nuit, axe, modalite, modalite_libelle, nb_personnes)
-- entree core.nuits_lieux_publies
SELECT edition_id
FROM (VALUES
  ('Z9001_2024-01-25')
) AS v(edition_id)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, type_lieu::VARCHAR AS type_lieu, type_lieu_libelle::VARCHAR AS type_lieu_libelle, nb_personnes::INTEGER AS nb_personnes, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'NON_VENTILE', 'Non ventilé par les secteurs reçus', 14, 'PUBLIE'),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'PARKING', 'Parking couvert ou souterrain', 5, 'PUBLIE'),
  ('Z9001_2025-01-23', 'COM', 'Z9001', '2025-01-23', 'RUE', 'Rue, place, porche, abri de bus', 51, 'PUBLIE')
) AS v(edition_id, niveau, territoire_code, date_nuit, type_lieu, type_lieu_libelle, nb_personnes, statut_valeur)
