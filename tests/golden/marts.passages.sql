-- entree core.passages
SELECT * FROM (VALUES
  (2019, 2021, '27676', '27058', '50', DATE '2021-01-01', 1),
  (2019, 2021, 'Z1101', 'Z1102', '32', DATE '2021-01-01', 1)
) AS t(millesime_depart, millesime_arrivee, code_depart, code_arrivee, type_evenement, date_evenement, nb_arrivees)
-- entree core.territoires_publies
SELECT false AS est_fictif
-- attendu
SELECT 2019 AS millesime_depart, 2021 AS millesime_arrivee, '27676' AS code_depart, '27058' AS code_arrivee, '50' AS type_evenement, DATE '2021-01-01' AS date_evenement, 1 AS nb_arrivees
