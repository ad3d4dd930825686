-- entree staging.barometre_relogement
SELECT * FROM (VALUES
  ('REG', '02', DATE '2020-11-30', 90.0,  false, false),
  ('REG', '02', DATE '2020-12-31', 100.0, false, false),
  ('REG', '02', DATE '2021-01-31', 8.0,   false, false),
  ('REG', '02', DATE '2021-02-28', 0.0,   true,  false),
  ('REG', '02', DATE '2021-03-31', 20.0,  false, false),
  ('REG', '02', DATE '2021-04-30', 330.0, false, false),
  ('REG', '02', DATE '2021-05-31', 26.0,  false, false),
  ('REG', '06', DATE '2021-01-31', 0.0,   false, true),
  ('REG', '11', DATE '2021-01-31', 50.0,  false, false),
  ('REG', '11', DATE '2021-02-28', 46.0,  false, false),
  ('REG', '11', DATE '2021-04-30', 70.0,  false, false),
  ('REG', '24', DATE '2021-01-31', 10.0,  false, false),
  ('REG', '24', DATE '2021-02-28', 90.0,  false, false),
  ('REG', '24', DATE '2021-03-31', 95.0,  false, false),
  ('REG', '24', DATE '2021-04-30', 99.0,  false, false),
  ('REG', '27', DATE '2021-01-31', 0.0,   false, false),
  ('REG', '27', DATE '2021-02-28', 7.0,   false, false),
  ('REG', '27', DATE '2021-03-31', 7.0,   false, false)
) AS t(niveau, territoire_code, date_mois, valeur_publiee, est_mois_a_zero, est_territoire_a_zero)
-- entree ref.corrections
SELECT 'COR-1' AS correction_id, 'lake.barometre_relogement' AS contrat, 'REG' AS niveau, '02' AS territoire_code,
  '2021-04-30' AS date_mois, '330' AS valeur_attendue, '23' AS valeur_corrigee
-- entree core.ecarts_niveaux
SELECT 'REG' AS niveau, '24' AS territoire_code, DATE '2021-02-28' AS date_mois, 'DEP' AS niveau_inferieur, 'ERREUR' AS nature
UNION ALL SELECT 'REG', '02', DATE '2021-04-30', 'DEP', 'ERREUR'
UNION ALL SELECT 'REG', '11', DATE '2021-01-31', 'DEP', 'ARRONDI'
-- attendu
SELECT * FROM (VALUES
  -- la série commence : pas de flux, et ce n’est pas une anomalie
  ('02', DATE '2020-11-30', 90,   NULL, 'PUBLIE',       'NON_COLLECTE', NULL, false),
  ('02', DATE '2020-12-31', 100,  10,   'PUBLIE',       'PUBLIE',       NULL, false),
  -- le cumul repart en janvier
  ('02', DATE '2021-01-31', 8,    8,    'PUBLIE',       'PUBLIE',       NULL, false),
  ('02', DATE '2021-02-28', NULL, NULL, 'NON_COLLECTE', 'NON_COLLECTE', NULL, false),
  -- premier mois connu après une absence
  ('02', DATE '2021-03-31', 20,   NULL, 'PUBLIE',       'NON_COLLECTE', NULL, true),
  -- 330 corrigé en 23, et les deux flux qui en viennent ; la baisse du publié (330 → 26) reste signalée le mois suivant
  ('02', DATE '2021-04-30', 23,   3,    'CORRIGE',      'CORRIGE',      NULL, false),
  ('02', DATE '2021-05-31', 26,   3,    'PUBLIE',       'CORRIGE',      -304, false),
  ('06', DATE '2021-01-31', NULL, NULL, 'NON_COLLECTE', 'NON_COLLECTE', NULL, false),
  ('11', DATE '2021-01-31', 50,   50,   'PUBLIE',       'PUBLIE',       NULL, false),
  -- un cumul qui baisse n’a pas de flux
  ('11', DATE '2021-02-28', 46,   NULL, 'PUBLIE',       'NON_COLLECTE', -4,   false),
  -- mars manque : avril porte deux mois
  ('11', DATE '2021-04-30', 70,   NULL, 'PUBLIE',       'NON_COLLECTE', NULL, true),
  -- février contredit la somme de ses départements : ni son flux ni celui de mars ne se calculent
  ('24', DATE '2021-01-31', 10,   10,   'PUBLIE',       'PUBLIE',       NULL, false),
  ('24', DATE '2021-02-28', 90,   NULL, 'PUBLIE',       'NON_COLLECTE', NULL, false),
  ('24', DATE '2021-03-31', 95,   NULL, 'PUBLIE',       'NON_COLLECTE', NULL, false),
  ('24', DATE '2021-04-30', 99,   4,    'PUBLIE',       'PUBLIE',       NULL, false),
  -- un 0 publié à une date et pour un territoire couverts est un zéro connu ; un flux nul aussi
  ('27', DATE '2021-01-31', 0,    0,    'ZERO',         'ZERO',         NULL, false),
  ('27', DATE '2021-02-28', 7,    7,    'PUBLIE',       'PUBLIE',       NULL, false),
  ('27', DATE '2021-03-31', 7,    0,    'PUBLIE',       'ZERO',         NULL, false)
) AS t(territoire_code, date_mois, nb_personnes_cumul, nb_personnes_mois, statut_valeur, statut_nb_personnes_mois, baisse_publiee, est_cumul_plusieurs_mois)
