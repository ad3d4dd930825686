-- entree core.parametres
SELECT 2.2::DOUBLE AS personnes_par_menage
-- entree core.effet_departements
SELECT * FROM (VALUES
  ('STRICTE', 'DEP', '63', 2018, 'ACCELERE'), ('STRICTE', 'DEP', '01', NULL, 'AUTRE'), ('STRICTE', 'DEP', '33', NULL, 'EN_PARTIE'),
  ('LARGE', 'DEP', '33', 2018, 'ACCELERE')
) AS t(definition_acceleration, niveau, territoire_code, premiere_annee, groupe_effet)
-- entree core.ruptures_annuelles
SELECT 'DEP' AS niveau, '63' AS territoire_code, DATE '2021-12-31' AS date_mois
-- entree core.relogement
SELECT * FROM (VALUES
  ('DEP', '63', DATE '2020-12-31', 220), ('DEP', '63', DATE '2021-11-30', 400), ('DEP', '63', DATE '2021-12-31', 440),
  ('DEP', '01', DATE '2021-12-31', NULL), ('DEP', '01', DATE '2020-12-31', 22),
  ('DEP', '33', DATE '2021-12-31', 2200), ('REG', '84', DATE '2021-12-31', 999)
) AS t(niveau, territoire_code, date_mois, nb_personnes_cumul)
-- attendu
SELECT 'BAROMETRE' AS source_effet, definition_acceleration, 'SANS_DOMICILE' AS publics_effet, 'DEP' AS niveau, territoire_code, annee::INTEGER AS annee,
  premiere_annee::INTEGER AS premiere_annee, nb_menages / 2.2::DOUBLE AS nb_menages, NULL::DOUBLE AS nb_attributions, est_rupture
FROM (VALUES
  ('STRICTE', '63', 2020, 2018, 220, false), ('STRICTE', '63', 2021, 2018, 440, true), ('STRICTE', '01', 2020, NULL, 22, false),
  ('LARGE', '33', 2021, 2018, 2200, false)
) AS t(definition_acceleration, territoire_code, annee, premiere_annee, nb_menages, est_rupture)
