-- entree staging.cog_commune
SELECT * FROM (VALUES
  (2026, 'COM',  '75056', 'Paris',          '75',  '11', NULL,    false),
  (2026, 'ARM',  '75101', 'Paris 1er',      '75',  '11', '75056', false),
  (2026, 'ARM',  '75102', 'Paris 2e',       NULL,  NULL, NULL,    false),
  (2026, 'COMD', '01015', 'Arbignieu',      NULL,  NULL, '01015', false),
  (2026, 'COM',  '2A004', 'Ajaccio',        '2A',  '94', NULL,    false),
  (2019, 'COM',  '97411', 'Nom trop récent','974', '04', NULL,    true),
  (2019, 'COM',  '97701', 'Saint-Barthélemy','977', NULL, NULL,   true),
  (2018, 'COM',  '97411', 'Saint-Denis',    '974', '04', NULL,    true)
) AS t(millesime_cog, type_commune, commune_code, commune_libelle, departement_code, region_code, commune_parente, est_extrait)
-- entree staging.cog_historique
SELECT * FROM (VALUES
  ('COM', '97411', 'Saint-Denis', DATE '1943-01-01', NULL),
  ('COM', '14666', 'Sannerville', DATE '2019-12-31', NULL),
  ('COM', '14712', 'Saline',      DATE '2017-01-01', DATE '2019-12-31')
) AS t(type_commune, commune_code, commune_libelle, date_debut, date_fin)
-- entree staging.cog_outremer
SELECT * FROM (VALUES (2026, '97501', 'Miquelon-Langlade', '975', 596)) AS t(millesime_cog, commune_code, commune_libelle, collectivite_code, pop_municipale)
-- entree staging.cog_departement
SELECT 2026 AS millesime_cog, '75' AS departement_code, '11' AS region_code
-- entree staging.epci_commune
SELECT * FROM (VALUES
  (2026, '200054781', 'Métropole du Grand Paris', 'METRO', '75056', 2113705),
  (2019, '249740119', 'CINOR',                    'CA',    '97411', 147931)
) AS t(millesime_cog, epci_code, epci_libelle, epci_nature, commune_code, pop_municipale)
-- entree staging.population_commune
SELECT * FROM (VALUES (2026, '75101', 15114), (2026, '75102', 20000)) AS t(millesime_cog, commune_code, pop_municipale)
-- entree ref.communes
SELECT * FROM (VALUES (2026, '2A004', 75000, 2026)) AS t(millesime_cog, commune_code, pop_municipale, millesime_population)
-- attendu
SELECT * FROM (VALUES
  (2026, '75056', 'COM', '75',  '11', '200054781', NULL,    2113705, 2026),
  (2026, '75101', 'ARM', '75',  '11', '200054781', '75056', 15114,   2026),
  (2026, '75102', 'ARM', '75',  '11', '200054781', '75056', 20000,   2026),
  (2026, '2A004', 'COM', '2A',  '94', NULL,        NULL,    75000,   2026),
  (2026, '97501', 'COM', '975', NULL, NULL,        NULL,    596,     2026),
  (2019, '97411', 'COM', '974', '04', '249740119', NULL,    147931,  2019),
  (2019, '97701', 'COM', '977', NULL, NULL,        NULL,    NULL,    NULL),
  (2018, '97411', 'COM', '974', '04', NULL,        NULL,    NULL,    NULL),
  (2019, '14712', 'COM', '14',  '28', NULL,        NULL,    NULL,    NULL)
) AS t(millesime_cog, commune_code, type_commune, departement_code, region_code, epci_code, commune_parente, pop_municipale, millesime_population)
