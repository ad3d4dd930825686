-- entree core.communes
SELECT 2025 AS millesime_cog, 'COM' AS type_commune, * FROM (VALUES
  ('63113', '63'), ('63001', '63'), ('63002', '63'), ('03001', '03')
) AS t(commune_code, departement_code)
-- entree core.contenance
SELECT 2025 AS millesime_cog, * FROM (VALUES
  ('DEP',        '63',        'COM',        '63113'),
  ('DEP',        '63',        'COM',        '63001'),
  ('DEP',        '63',        'COM',        '63002'),
  ('SIREN_EPCI', '246300701', 'COM',        '63113'),
  ('SIREN_EPCI', '246300701', 'COM',        '63001'),
  ('SIREN_EPCI', '200070407', 'COM',        '63002'),
  ('SIREN_EPCI', '200070407', 'COM',        '03001'),
  ('DEP',        '63',        'SIREN_EPCI', '246300701')
) AS t(contenant_niveau, contenant_code, contenu_niveau, contenu_code)
-- entree core.territoires_lda
SELECT * FROM (VALUES
  ('A', 'DEP',        '63',        2025, '63',    3, NULL, 'B | F'),
  ('B', 'SIREN_EPCI', '246300701', 2025, '63',    2, 'A',  'F'),
  -- la commune est dans B et dans A, mais n’en déclare qu’un ; et un territoire qui n’existe pas
  ('F', 'COM',        '63113',     2025, '63|69', 1, 'B|X', NULL),
  -- à cheval sur deux départements, et une commune de trop ; il chevauche A
  ('C', 'SIREN_EPCI', '200070407', 2025, '63|03', 3, NULL, NULL),
  -- inconnus du référentiel : un millésime, un code
  ('D', 'DEP',        '75',        2018, '75',    9, 'E',  NULL),
  ('E', 'DEP',        '99',        2025, '75',    1, NULL, 'D')
) AS t(territoire_id, niveau, territoire_code, millesime_cog, departements, nb_communes, inclus_dans, contient)
-- attendu
SELECT * FROM (VALUES
  ('F', 'DEPARTEMENTS',  NULL, '63|69', '63'),
  ('C', 'NB_COMMUNES',   NULL, '3',     '2'),
  ('F', 'INCLUS_DANS',   'A',  'non',   'oui'),
  ('F', 'INCLUS_DANS',   'X',  'oui',   'non'),
  ('A', 'CHEVAUCHEMENT', 'C',  NULL,    '1'),
  ('C', 'CHEVAUCHEMENT', 'A',  NULL,    '1'),
  ('D', 'NON_VERIFIE',   NULL, NULL,    NULL),
  ('E', 'NON_VERIFIE',   NULL, NULL,    NULL)
) AS t(territoire_id, nature, autre_id, valeur_declaree, valeur_calculee)
