-- entree ref.pays
SELECT 'FR' AS code, 'France' AS libelle
-- entree ref.region
SELECT '84' AS code, 'Auvergne-Rhône-Alpes' AS libelle
-- entree ref.departement
SELECT * FROM (VALUES ('01', 'Ain', '84'), ('38', 'Isère', '84')) AS t(code, libelle, region_code)
-- entree staging.cog_region
SELECT 2026 AS millesime_cog, '84' AS region_code, 'Auvergne-Rhône-Alpes' AS region_libelle
-- entree staging.cog_departement
SELECT 2026 AS millesime_cog, '01' AS departement_code, 'Ain' AS departement_libelle, '84' AS region_code
-- entree staging.cog_historique
SELECT * FROM (VALUES
  ('COM', '01003', 'Amareins', DATE '1943-01-01', DATE '1974-01-01'),
  ('COM', '01004', 'Ambérieu', DATE '1943-01-01', NULL),
  ('COM', '01001', 'Abergement', DATE '1943-01-01', DATE '2024-01-01'),
  ('COM', '01001', 'L’Abergement', DATE '2024-01-01', NULL)
) AS t(type_commune, commune_code, commune_libelle, date_debut, date_fin)
-- entree core.communes
SELECT * FROM (VALUES
  (2019, '01004', 'COM', 'Ambérieu',          '01', '84', '240100883', 'CC de la Plaine', NULL, NULL),
  (2024, '01004', 'COM', 'Ambérieu',          '01', '84', '200000001', 'CC Nouvelle',     NULL, NULL),
  (2025, '01004', 'COM', 'Ambérieu-en-Bugey', '01', '84', '200000001', 'CC Renommée',     NULL, NULL),
  (2025, '38185', 'COM', 'Grenoble',          '38', '84', '200000001', 'CC Renommée',     NULL, NULL)
) AS t(millesime_cog, commune_code, type_commune, commune_libelle, departement_code, region_code, epci_code, epci_libelle, ept_code, ept_libelle)
-- attendu
SELECT * FROM (VALUES
  ('COM', '01003', 'Amareins',          DATE '1943-01-01', DATE '1974-01-01', '01', '84'),
  ('COM', '01001', 'Abergement',        DATE '1943-01-01', DATE '2024-01-01', '01', '84'),
  ('COM', '01001', 'L’Abergement',      DATE '2024-01-01', NULL,              '01', '84'),
  ('COM', '01004', 'Ambérieu',          DATE '1943-01-01', DATE '2025-01-01', '01', '84'),
  ('COM', '01004', 'Ambérieu-en-Bugey', DATE '2025-01-01', NULL,              '01', '84'),
  ('COM', '38185', 'Grenoble',          DATE '2025-01-01', NULL,              '38', '84'),
  ('SIREN_EPCI', '240100883', 'CC de la Plaine', NULL,              DATE '2024-01-01', '01', '84'),
  ('SIREN_EPCI', '200000001', 'CC Nouvelle',     DATE '2024-01-01', DATE '2025-01-01', '01', '84'),
  ('SIREN_EPCI', '200000001', 'CC Renommée',     DATE '2025-01-01', NULL,              NULL, '84'),
  ('DEP', '01', 'Ain',                  NULL, NULL, '01', '84'),
  ('DEP', '38', 'Isère',                NULL, NULL, '38', '84'),
  ('REG', '84', 'Auvergne-Rhône-Alpes', NULL, NULL, NULL, '84'),
  ('FR',  'FR', 'France',               NULL, NULL, NULL, NULL)
) AS t(niveau, territoire_code, territoire_libelle, valide_du, valide_au, departement_code, region_code)
