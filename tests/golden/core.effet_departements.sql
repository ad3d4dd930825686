-- entree core.communes
SELECT * FROM (VALUES
  (2025, 'COM', '01001', '01', '200001', 500),  -- le département 01 est retenu en entier
  (2025, 'COM', '01002', '01', NULL, 10),
  (2025, 'COM', '02001', '02', '200002', 900),  -- 02 : son EPCI le plus peuplé
  (2025, 'COM', '02002', '02', '200009', 100),
  (2025, 'COM', '03001', '03', '200003', 50),   -- 03 : une petite commune
  (2025, 'COM', '03002', '03', '200009', 800),
  (2025, 'COM', '75056', '75', '200005', 2000), -- 75 : commune unique
  (2025, 'ARM', '75101', '75', NULL, 2000),
  (2025, 'COM', '09001', '09', '200009', 10),   -- 09 : jamais
  (2024, 'COM', '09001', '09', '200001', 10)
) AS t(millesime_cog, type_commune, commune_code, departement_code, epci_code, pop_municipale)
-- entree core.territoires_lda
SELECT * FROM (VALUES
  ('DEP', '01', DATE '2021-01-28'), ('SIREN_EPCI', '200001', DATE '2018-03-30'), ('SIREN_EPCI', '200002', DATE '2018-03-30'),
  ('COM', '03001', DATE '2018-03-30'), ('COM', '75056', DATE '2021-01-28')
) AS t(niveau, territoire_code, date_annonce)
-- attendu
SELECT definition_acceleration, 'DEP' AS niveau, territoire_code, premiere_annee::INTEGER AS premiere_annee, groupe_effet FROM (VALUES
  ('STRICTE', '01', 2021, 'ACCELERE'), ('STRICTE', '02', NULL, 'EN_PARTIE'), ('STRICTE', '03', NULL, 'EN_PARTIE'),
  ('STRICTE', '75', 2021, 'ACCELERE'), ('STRICTE', '09', NULL, 'AUTRE'),
  ('LARGE', '01', 2018, 'ACCELERE'), ('LARGE', '02', 2018, 'ACCELERE'), ('LARGE', '03', NULL, 'AUTRE'),
  ('LARGE', '75', 2021, 'ACCELERE'), ('LARGE', '09', NULL, 'AUTRE')
) AS t(definition_acceleration, territoire_code, premiere_annee, groupe_effet)
