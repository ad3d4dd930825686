-- entree core.communes
SELECT 2025 AS millesime_cog, * FROM (VALUES
  ('75056', 'COM', 'Paris',  '75', NULL,        NULL,    2100),
  ('75101', 'ARM', '1er',    '75', NULL,        '75056', 1000),
  ('75102', 'ARM', '2e',     '75', NULL,        '75056', 1100),
  ('93001', 'COM', 'Un',     '93', '200000001', NULL,    50),
  ('93002', 'COM', 'Deux',   '93', '200000001', NULL,    60),
  ('93003', 'COM', 'Trois',  '93', '200000002', NULL,    NULL)
) AS t(commune_code, type_commune, commune_libelle, departement_code, epci_code, commune_parente, pop_municipale)
-- entree staging.perimetre
SELECT perimetre_id, 'E' AS edition_id, element_type, element_code, NULL AS element_libelle, commune_code, 2025 AS millesime_cog, pop_reference, est_couvert
FROM (VALUES
  -- la ville et un arrondissement : la ville seule compte
  ('VILLE',    'COM',        '75056',     '75056', NULL, true),
  ('VILLE',    'ARM',        '75101',     '75101', NULL, true),
  ('VILLE',    'TYPE_LIEU',  'METRO_RER', NULL,    NULL, true),
  -- un secteur n’est pas couvert : la ville ne compte que par ses secteurs et ses arrondissements couverts
  ('SECTEURS', 'COM',        '75056',     '75056', NULL, true),
  ('SECTEURS', 'ARM',        '75102',     '75102', NULL, true),
  ('SECTEURS', 'SECTEUR',    '75101-01',  '75101', 400,  true),
  ('SECTEURS', 'SECTEUR',    '75101-02',  '75101', 600,  false),
  ('SECTEURS', 'IRIS',       '751020101', '75102', 30,   true),
  -- un EPCI vaut ses communes ; ce que le périmètre dit d’une commune l’emporte
  ('GROUPE',   'SIREN_EPCI', '200000001', NULL,    NULL, true),
  ('GROUPE',   'COM',        '93002',     '93002', NULL, false),
  ('GROUPE',   'COM',        '93003',     '93003', 70,   true)
) AS t(perimetre_id, element_type, element_code, commune_code, pop_reference, est_couvert)
-- attendu
SELECT * FROM (VALUES
  ('VILLE',    'COM',       '75056',     '75056', '75056', 2100, true),
  ('VILLE',    'ARM',       '75101',     '75101', '75056', 1000, false),
  ('VILLE',    'TYPE_LIEU', 'METRO_RER', NULL,    NULL,    NULL, false),
  ('SECTEURS', 'COM',       '75056',     '75056', '75056', 2100, false),
  ('SECTEURS', 'ARM',       '75102',     '75102', '75056', 1100, true),
  ('SECTEURS', 'SECTEUR',   '75101-01',  '75101', '75056', 400,  true),
  ('SECTEURS', 'IRIS',      '751020101', '75102', '75056', 30,   false),
  ('GROUPE',   'COM',       '93001',     '93001', '93001', 50,   true),
  ('GROUPE',   'COM',       '93003',     '93003', '93003', 70,   true)
) AS t(perimetre_id, element_type, element_code, commune_code, ville_code, pop_reference, est_compte)
