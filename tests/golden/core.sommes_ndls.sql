-- entree staging.ndls_chiffres_publies
SELECT edition_id, indicateur, type_lieu, statut_resultat, niveau, territoire_code, date_nuit::DATE AS date_nuit, date_nuit_precision, valeur_publiee::DOUBLE AS valeur_publiee, unite, source_url
FROM (VALUES
  ('75056_2021-03-25', 'personnes_decomptees', 'TOTAL', 'PROVISOIRE', 'COM', '75056', '2021-03-25', 'JOUR', 2785.0, 'PERSONNE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'personnes_decomptees', 'RUE', 'PROVISOIRE', 'COM', '75056', '2021-03-25', 'JOUR', 1867.0, 'PERSONNE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'personnes_decomptees', 'AGR_PARTENAIRES', 'PROVISOIRE', 'COM', '75056', '2021-03-25', 'JOUR', 386.0, 'PERSONNE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'personnes_decomptees', 'AGR_AUTRES_SECTEURS', 'PROVISOIRE', 'COM', '75056', '2021-03-25', 'JOUR', 532.0, 'PERSONNE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'personnes_decomptees', 'GARE', 'PROVISOIRE', 'COM', '75056', '2021-03-25', 'JOUR', 201.0, 'PERSONNE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'personnes_decomptees', 'METRO_RER', 'PROVISOIRE', 'COM', '75056', '2021-03-25', 'JOUR', 144.0, 'PERSONNE', 'https://exemple.invalid'),
  ('33063_2022-01-20', 'total_publie', 'TOTAL', 'PROVISOIRE', 'COM', '33063', '2022-01-20', 'JOUR', 858.0, 'PERSONNE', 'https://exemple.invalid'),
  ('33063_2022-01-20', 'personnes_decomptees', 'AGR_RUE_CAMPEMENT', 'PROVISOIRE', 'COM', '33063', '2022-01-20', 'JOUR', 561.0, 'PERSONNE', 'https://exemple.invalid'),
  ('33063_2022-01-20', 'personnes_decomptees', 'SQUAT', 'PROVISOIRE', 'COM', '33063', '2022-01-20', 'JOUR', 287.0, 'PERSONNE', 'https://exemple.invalid'),
  ('75056_2024-01-25', 'personnes_decomptees', 'TOTAL', 'PROVISOIRE', 'COM', '75056', '2024-01-25', 'JOUR', 3492.0, 'PERSONNE', 'https://exemple.invalid'),
  ('200054781-HP2024_2024-01-25', 'personnes_decomptees', 'TOTAL', 'PROVISOIRE', 'COM', '200054781-HP2024', '2024-01-25', 'JOUR', 785.0, 'PERSONNE', 'https://exemple.invalid'),
  ('200054781-P2024_2024-01-25', 'personnes_decomptees', 'TOTAL', 'PROVISOIRE', 'COM', '200054781-P2024', '2024-01-25', 'JOUR', 4277.0, 'PERSONNE', 'https://exemple.invalid'),
  ('Z9001_2025-01-23', 'personnes_decomptees', 'TOTAL', 'DEFINITIF', 'COM', 'Z9001', '2025-01-23', 'JOUR', 10.0, 'PERSONNE', 'https://exemple.invalid'),
  ('Z9001_2025-01-23', 'personnes_decomptees', 'RUE', 'DEFINITIF', 'COM', 'Z9001', '2025-01-23', 'JOUR', 8.0, 'PERSONNE', 'https://exemple.invalid'),
  ('Z9001_2025-01-23', 'personnes_decomptees', 'GARE', 'DEFINITIF', 'COM', 'Z9001', '2025-01-23', 'JOUR', 4.0, 'PERSONNE', 'https://exemple.invalid')
) AS v(edition_id, indicateur, type_lieu, statut_resultat, niveau, territoire_code, date_nuit, date_nuit_precision, valeur_publiee, unite, source_url)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, total_code::VARCHAR AS total_code, total_libelle::VARCHAR AS total_libelle, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, date_nuit_precision::VARCHAR AS date_nuit_precision, total::DOUBLE AS total, somme::DOUBLE AS somme, ecart::DOUBLE AS ecart, nb_parts::INTEGER AS nb_parts, verdict_somme::VARCHAR AS verdict_somme, verdict_somme_libelle::VARCHAR AS verdict_somme_libelle, source_url::VARCHAR AS source_url
FROM (VALUES
  ('200054781-P2024_2024-01-25', 'PROVISOIRE', 'GROUPE', 'Total du groupe de territoires', 'COM', '200054781-P2024', '2024-01-25', 'JOUR', 4277.0, 4277.0, 0.0, 2, 'JUSTE', 'Les parts publiées font le total.', 'https://exemple.invalid'),
  ('33063_2022-01-20', 'PROVISOIRE', 'total_publie', 'Total publié par la ville', 'COM', '33063', '2022-01-20', 'JOUR', 858.0, 848.0, 10.0, 2, 'INCOHERENT', 'La source se contredit : les deux nombres sont gardés, l’écart est signalé.', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'PROVISOIRE', 'AGR_PARTENAIRES', 'Agrégat publié : espaces des partenaires', 'COM', '75056', '2021-03-25', 'JOUR', 386.0, 345.0, 41.0, 2, 'NON_VENTILE', 'Des parts n’ont pas été publiées : le reste est non ventilé.', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'PROVISOIRE', 'personnes_decomptees', 'Personnes décomptées', 'COM', '75056', '2021-03-25', 'JOUR', 2785.0, 2785.0, 0.0, 3, 'JUSTE', 'Les parts publiées font le total.', 'https://exemple.invalid'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'personnes_decomptees', 'Personnes décomptées', 'COM', 'Z9001', '2025-01-23', 'JOUR', 10.0, 12.0, -2.0, 2, 'INCOHERENT', 'La source se contredit : les deux nombres sont gardés, l’écart est signalé.', 'https://exemple.invalid')
) AS v(edition_id, statut_resultat, total_code, total_libelle, niveau, territoire_code, date_nuit, date_nuit_precision, total, somme, ecart, nb_parts, verdict_somme, verdict_somme_libelle, source_url)
