-- entree core.communes
SELECT * FROM (VALUES
  (2024, '63113', 'COM', '63', '84', '246300701', NULL, 147000, 2024),
  (2025, '63113', 'COM', '63', '84', '246300701', NULL, 147751, 2025),
  (2025, '63014', 'COM', '63', '84', '246300701', NULL,  13000, 2025),
  (2025, '85113', 'COM', '85', '52', NULL,        NULL,   4829, 2026),
  (2025, '75056', 'COM', '75', '11', '200054781', NULL,   NULL, NULL),
  (2025, '75101', 'ARM', '75', '11', '200054781', NULL,  15114, 2026),
  (2026, '63113', 'COM', '63', '84', NULL,        NULL, 148000, 2026)
) AS t(millesime_cog, commune_code, type_commune, departement_code, region_code, epci_code, ept_code, pop_municipale, millesime_population)
-- attendu
SELECT * FROM (VALUES
  ('COM', '63113', 2025, 1, 147751, 2025),
  ('COM', '63014', 2025, 1,  13000, 2025),
  ('COM', '85113', 2025, 1,   4829, 2026),
  ('COM', '75056', 2025, 1,   NULL, NULL),
  ('ARM', '75101', 2025, 1,  15114, 2026),
  ('SIREN_EPCI', '246300701', 2025, 2, 160751, 2025),
  ('SIREN_EPCI', '200054781', 2025, 1,   NULL, NULL),
  ('DEP', '63', 2025, 2, 160751, 2025),
  ('DEP', '85', 2025, 1,   4829, 2026),
  ('DEP', '75', 2025, 1,   NULL, NULL),
  ('REG', '84', 2025, 2, 160751, 2025),
  ('REG', '52', 2025, 1,   4829, 2026),
  ('REG', '11', 2025, 1,   NULL, NULL)
) AS t(niveau, territoire_code, millesime_cog, nb_communes, pop_municipale, millesime_population)
