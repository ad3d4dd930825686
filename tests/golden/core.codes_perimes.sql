-- entree core.communes
SELECT * FROM (VALUES (2020, '01002'), (2025, '01001'), (2025, '01004'), (2025, '94002'), (2025, '50592'), (2025, '49069')) AS t(millesime_cog, commune_code)
-- entree core.successions
SELECT * FROM (VALUES
  -- 01002 rejoint 01001, qui se partage ensuite : deux codes possibles
  (DATE '2021-01-01', '32', '01002', '01001', DATE '2024-01-01'),
  (DATE '2024-01-01', '21', '01001', '01001', NULL),
  (DATE '2024-01-01', '21', '01001', '01004', NULL),
  (DATE '1968-01-01', '41', '75001', '94002', NULL),
  -- un code d’un jour
  (DATE '2018-01-01', '41', '14513', '50649', DATE '2018-01-01'),
  (DATE '2018-01-01', '32', '50649', '50592', NULL),
  (DATE '2007-02-23', '30', '97123', NULL,    NULL),
  -- le dernier millésime connu ne voit pas encore ce changement
  (DATE '2026-01-01', '50', '49069', '49126', NULL)
) AS t(date_evenement, type_evenement, code_avant, code_apres, prochaine_date)
-- attendu
SELECT * FROM (VALUES
  ('01002', '01001', DATE '2021-01-01', '32', 2),
  ('01002', '01004', DATE '2021-01-01', '32', 2),
  ('75001', '94002', DATE '1968-01-01', '41', 1),
  ('14513', '50592', DATE '2018-01-01', '41', 1),
  ('50649', '50592', DATE '2018-01-01', '32', 1),
  ('97123', NULL,    DATE '2007-02-23', '30', 0)
) AS t(commune_code, code_actuel, date_fin, type_evenement, nb_actuels)
