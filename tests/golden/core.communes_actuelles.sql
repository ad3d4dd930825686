-- entree core.communes
SELECT millesime_cog::INTEGER AS millesime_cog, commune_code::VARCHAR AS commune_code, type_commune::VARCHAR AS type_commune, commune_parente::VARCHAR AS commune_parente, departement_code::VARCHAR AS departement_code, region_code::VARCHAR AS region_code, epci_code::VARCHAR AS epci_code
FROM (VALUES
  (2025, 'Z1201', 'COM', NULL, 'Z12', 'Z1', 'Z00000012'),
  (2025, '75056', 'COM', NULL, '75', '11', '200054781'),
  (2025, '75101', 'ARM', '75056', '75', '11', NULL),
  (2024, 'Z1201', 'COM', NULL, 'Z12', 'Z1', 'Z00000099'),
  (2026, 'Z1209', 'COM', NULL, 'Z12', 'Z1', NULL)
) AS v(millesime_cog, commune_code, type_commune, commune_parente, departement_code, region_code, epci_code)
-- entree core.codes_perimes
SELECT commune_code::VARCHAR AS commune_code, code_actuel::VARCHAR AS code_actuel, nb_actuels::INTEGER AS nb_actuels
FROM (VALUES
  ('Z1208', 'Z1201', 1),
  ('Z1207', 'Z1201', 2),
  ('Z1207', '75056', 2)
) AS v(commune_code, code_actuel, nb_actuels)
-- attendu
SELECT code::VARCHAR AS code, commune_code::VARCHAR AS commune_code, departement_code::VARCHAR AS departement_code, region_code::VARCHAR AS region_code, epci_code::VARCHAR AS epci_code, pays_code::VARCHAR AS pays_code
FROM (VALUES
  ('75056', '75056', '75', '11', '200054781', 'FR'),
  ('75101', '75056', '75', '11', '200054781', 'FR'),
  ('Z1201', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('Z1208', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ')
) AS v(code, commune_code, departement_code, region_code, epci_code, pays_code)
