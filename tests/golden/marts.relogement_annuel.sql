-- entree core.relogement
SELECT niveau, code AS territoire_code, date_mois, nb_personnes_cumul, statut_valeur FROM (VALUES
  ('DEP', '01', DATE '2020-11-30', 300, 'PUBLIE'), ('DEP', '01', DATE '2020-12-31', 363, 'CORRIGE'),
  ('DEP', '01', DATE '2021-01-31', 12, 'PUBLIE'), ('DEP', '01', DATE '2021-02-28', 20, 'PUBLIE'),
  ('DEP', '01', DATE '2021-03-31', NULL, 'NON_COLLECTE'),
  ('FR', 'FR', DATE '2020-12-31', 9000, 'PUBLIE'), ('DEP', '976', DATE '2020-12-31', 5, 'PUBLIE'),
  ('DEP', '48', DATE '2020-12-31', 0, 'ZERO')
) AS t(niveau, code, date_mois, nb_personnes_cumul, statut_valeur)
-- entree core.territoires_publies
SELECT * FROM (VALUES
  ('DEP', '01', 670000, 2025), ('FR', 'FR', NULL, NULL), ('DEP', '976', NULL, NULL), ('DEP', '48', 76000, 2025)
) AS t(niveau, territoire_code, pop_municipale, millesime_population)
-- attendu
SELECT * FROM (VALUES
  ('DEP', '01',  2020, 363,  'CORRIGE', DATE '2020-12-31', true,  5.4,  670000, 2025),
  ('DEP', '01',  2021, 20,   'PUBLIE',  DATE '2021-02-28', false, NULL, 670000, 2025),
  ('FR',  'FR',  2020, 9000, 'PUBLIE',  DATE '2020-12-31', true,  NULL, NULL,   NULL),
  ('DEP', '976', 2020, 5,    'PUBLIE',  DATE '2020-12-31', true,  NULL, NULL,   NULL),
  ('DEP', '48',  2020, 0,    'ZERO',    DATE '2020-12-31', true,  0.0,  76000,  2025)
) AS t(niveau, territoire_code, annee, nb_personnes_annee, statut_valeur, dernier_mois, est_annee_complete, nb_personnes_pour_10000_hab, pop_municipale, millesime_population)
