-- entree core.relogement
SELECT niveau, code AS territoire_code, date_mois, nb_personnes_cumul FROM (VALUES
  ('DEP', '01', DATE '2020-11-30', 300), ('DEP', '01', DATE '2020-12-31', 363),
  ('DEP', '01', DATE '2021-01-31', 12), ('DEP', '01', DATE '2021-02-28', 20), ('DEP', '01', DATE '2021-03-31', NULL),
  ('FR', 'FR', DATE '2020-12-31', 9000), ('DEP', '976', DATE '2020-12-31', 5)
) AS t(niveau, code, date_mois, nb_personnes_cumul)
-- entree core.territoires_publies
SELECT * FROM (VALUES
  ('DEP', '01', 670000, 2025), ('FR', 'FR', NULL, NULL), ('DEP', '976', NULL, NULL)
) AS t(niveau, territoire_code, pop_municipale, millesime_population)
-- attendu
SELECT * FROM (VALUES
  ('DEP', '01',  2020, 363,  DATE '2020-12-31', true,  5.4,  670000, 2025),
  ('DEP', '01',  2021, 20,   DATE '2021-02-28', false, NULL, 670000, 2025),
  ('FR',  'FR',  2020, 9000, DATE '2020-12-31', true,  NULL, NULL,   NULL),
  ('DEP', '976', 2020, 5,    DATE '2020-12-31', true,  NULL, NULL,   NULL)
) AS t(niveau, territoire_code, annee, nb_personnes_annee, dernier_mois, est_annee_complete, nb_personnes_pour_10000_hab, pop_municipale, millesime_population)
