-- entree core.relogement
SELECT 'DEP' AS niveau, '01' AS territoire_code, * FROM (VALUES
  (DATE '2020-11-30', 300), (DATE '2020-12-31', 363), (DATE '2021-01-31', 12), (DATE '2021-02-28', 20), (DATE '2021-03-31', NULL)
) AS t(date_mois, nb_personnes_cumul)
-- attendu
SELECT * FROM (VALUES
  ('DEP', '01', 2020, 363, DATE '2020-12-31', true),
  ('DEP', '01', 2021, 20,  DATE '2021-02-28', false)
) AS t(niveau, territoire_code, annee, nb_personnes_annee, dernier_mois, est_annee_complete)
