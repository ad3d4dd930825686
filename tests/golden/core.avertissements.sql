-- entree core.relogement
SELECT 'DEP' AS niveau, * FROM (VALUES
  ('01',  DATE '2018-01-31', NULL,    true,  false, NULL, false),
  ('01',  DATE '2018-02-28', NULL,    false, false, NULL, true),
  ('07',  DATE '2021-04-30', NULL,    false, false, -2,   false),
  ('976', DATE '2018-01-31', NULL,    true,  true,  NULL, false),
  ('976', DATE '2018-02-28', NULL,    false, true,  NULL, false),
  ('02',  DATE '2021-04-30', 'COR-1', false, false, NULL, false)
) AS t(territoire_code, date_mois, correction_id, est_mois_a_zero, est_territoire_a_zero, baisse_publiee, est_cumul_plusieurs_mois)
-- entree core.ecarts_niveaux
SELECT 'FR' AS niveau, 'FR' AS territoire_code, DATE '2020-03-31' AS date_mois, 'DEP' AS niveau_inferieur, 'ARRONDI' AS nature, -7 AS ecart
UNION ALL SELECT 'FR', 'FR', DATE '2020-03-31', 'REG', 'ARRONDI', 2
UNION ALL SELECT 'REG', '02', DATE '2021-04-30', 'DEP', 'ERREUR', 317
-- entree core.ruptures_annuelles
SELECT 'DEP' AS niveau, '63' AS territoire_code, DATE '2021-12-31' AS date_mois, 825 AS total, 339 AS total_precedent
-- entree core.ecarts_ndls
SELECT 'COM' AS niveau, '33063' AS territoire_code, DATE '2022-01-20' AS date_nuit, 'PROVISOIRE' AS statut_resultat, 10 AS ecart
-- entree core.nuits_solidarite
SELECT '75056_2021' AS edition_id, 'COM' AS niveau, '75056' AS territoire_code, DATE '2021-03-25' AS date_nuit, 'JOUR' AS date_nuit_precision
UNION ALL SELECT '33063_2022', 'COM', '33063', DATE '2022-01-20', 'JOUR'
UNION ALL SELECT '33063_2023', 'COM', '33063', DATE '2023-06-01', 'ANNEE'
-- entree ref.corrections
SELECT 'COR-1' AS correction_id, 'DEP' AS niveau, '02' AS territoire_code, '2021-04-30' AS date_mois, '330' AS valeur_attendue,
  '13' AS valeur_corrigee, 'le fichier est faux.' AS motif_correction
UNION ALL SELECT 'COR-2', 'DEP', '04', '2021-04-30', '81', '330', 'sans ligne à corriger.'
-- attendu
SELECT * FROM (VALUES
  ('BAR-05', 'DEP', '01',    DATE '2018-01-31', 'ABSENCE',              NULL),
  ('BAR-05', 'DEP', '01',    DATE '2018-02-28', 'CUMUL_PLUSIEURS_MOIS', NULL),
  ('BAR-06', 'DEP', '976',   DATE '2018-01-31', 'HORS_SOURCE',          NULL),
  ('BAR-07', 'DEP', '07',    DATE '2021-04-30', 'BAISSE',               -2),
  ('REL-04', 'FR',  'FR',    DATE '2020-03-31', 'ARRONDI',              -7),
  ('REL-03', 'REG', '02',    DATE '2021-04-30', 'ERREUR',               317),
  ('REL-05', 'DEP', '63',    DATE '2021-12-31', 'RUPTURE',              486),
  ('COR-01', 'DEP', '02',    DATE '2021-04-30', 'CORRECTION',           -317),
  ('NUI-02', 'COM', '33063', DATE '2022-01-20', 'ECART_TOTAL',          10),
  ('NDL-04', 'COM', '75056', DATE '2021-03-25', 'SAISON',               NULL)
) AS t(controle_id, niveau, territoire_code, date_concernee, nature, ecart)
