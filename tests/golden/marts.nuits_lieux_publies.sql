-- entree core.nuits_lieux_publies
SELECT edition_id::VARCHAR AS edition_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, type_lieu::VARCHAR AS type_lieu, type_lieu_libelle::VARCHAR AS type_lieu_libelle, valeur_publiee::DOUBLE AS valeur_publiee, source_url::VARCHAR AS source_url
FROM (VALUES
  ('75056_2021-03-25', 'COM', '75056', '2021-03-25', 'AGR_AUTRES_SECTEURS', 'Agr_Autres_Secteurs', 532.0, 'https://exemple.invalid'),
  ('75056_2021-03-25', 'COM', '75056', '2021-03-25', 'AGR_PARTENAIRES', 'Agr_Partenaires', 386.0, 'https://exemple.invalid'),
  ('75056_2021-03-25', 'COM', '75056', '2021-03-25', 'RUE', 'Rue', 1867.0, 'https://exemple.invalid'),
  ('75056_2022-01-20', 'COM', '75056', '2022-01-20', 'ECART', 'Écart avec le total publié : lieux non publiés, ou erreur de la source', 1893.0, 'https://exemple.invalid'),
  ('75056_2022-01-20', 'COM', '75056', '2022-01-20', 'GARE', 'Gare', 300.0, 'https://exemple.invalid'),
  ('75056_2022-01-20', 'COM', '75056', '2022-01-20', 'METRO_RER', 'Metro_Rer', 407.0, 'https://exemple.invalid')
) AS v(edition_id, niveau, territoire_code, date_nuit, type_lieu, type_lieu_libelle, valeur_publiee, source_url)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, type_lieu::VARCHAR AS type_lieu, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, date_nuit::DATE AS date_nuit, type_lieu_libelle::VARCHAR AS type_lieu_libelle, valeur_publiee::DOUBLE AS valeur_publiee, statut_valeur::VARCHAR AS statut_valeur, source_url::VARCHAR AS source_url
FROM (VALUES
  ('75056_2021-03-25', 'AGR_AUTRES_SECTEURS', 'COM', '75056', '2021-03-25', 'Agr_Autres_Secteurs', 532.0, 'PUBLIE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'AGR_PARTENAIRES', 'COM', '75056', '2021-03-25', 'Agr_Partenaires', 386.0, 'PUBLIE', 'https://exemple.invalid'),
  ('75056_2021-03-25', 'RUE', 'COM', '75056', '2021-03-25', 'Rue', 1867.0, 'PUBLIE', 'https://exemple.invalid'),
  ('75056_2022-01-20', 'ECART', 'COM', '75056', '2022-01-20', 'Écart avec le total publié : lieux non publiés, ou erreur de la source', 1893.0, 'PUBLIE', 'https://exemple.invalid'),
  ('75056_2022-01-20', 'GARE', 'COM', '75056', '2022-01-20', 'Gare', 300.0, 'PUBLIE', 'https://exemple.invalid'),
  ('75056_2022-01-20', 'METRO_RER', 'COM', '75056', '2022-01-20', 'Metro_Rer', 407.0, 'PUBLIE', 'https://exemple.invalid')
) AS v(edition_id, type_lieu, niveau, territoire_code, date_nuit, type_lieu_libelle, valeur_publiee, statut_valeur, source_url)
