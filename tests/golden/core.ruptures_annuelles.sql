-- entree core.relogement
SELECT 'DEP' AS niveau, * FROM (VALUES
  ('63', DATE '2019-12-31', 334), ('63', DATE '2020-12-31', 339), ('63', DATE '2021-11-30', 779), ('63', DATE '2021-12-31', 825),
  ('75', DATE '2020-12-31', 900), ('75', DATE '2021-12-31', 400),
  -- exactement le double : rien
  ('01', DATE '2020-12-31', 100), ('01', DATE '2021-12-31', 200),
  -- un terme sous 20
  ('48', DATE '2020-12-31', 12),  ('48', DATE '2021-12-31', 60),
  -- une année manque
  ('03', DATE '2019-12-31', 90),  ('03', DATE '2021-12-31', 429),
  ('02', DATE '2020-12-31', NULL), ('02', DATE '2021-12-31', 50)
) AS t(territoire_code, date_mois, nb_personnes_cumul)
-- attendu
SELECT * FROM (VALUES
  ('63', DATE '2021-12-31', 825, 339),
  ('75', DATE '2021-12-31', 400, 900)
) AS t(territoire_code, date_mois, total, total_precedent)
