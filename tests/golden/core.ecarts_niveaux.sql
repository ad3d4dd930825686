-- entree staging.barometre_relogement
SELECT *, false AS est_mois_a_zero, niveau = 'DEP' AND territoire_code = '976' AS est_territoire_a_zero FROM (VALUES
  ('DEP', '35', DATE '2021-04-30', 100.0), ('DEP', '22', DATE '2021-04-30', 50.0),
  ('DEP', '29', DATE '2021-04-30', 30.0),  ('DEP', '56', DATE '2021-04-30', 20.0),
  ('DEP', '972', DATE '2021-04-30', 13.0), ('DEP', '976', DATE '2021-04-30', 0.0),
  ('REG', '53', DATE '2021-04-30', 203.0), ('REG', '02', DATE '2021-04-30', 330.0),
  ('FR', 'FR', DATE '2021-04-30', 213.0)
) AS t(niveau, territoire_code, date_mois, valeur_publiee)
-- entree core.territoires_publies
SELECT 'DEP' AS niveau, code AS territoire_code, region_code, false AS est_fictif FROM ref.departement
UNION ALL SELECT 'REG', code, code, false FROM ref.region
UNION ALL SELECT 'FR', 'FR', NULL, false
-- attendu
SELECT * FROM (VALUES
  -- Bretagne : 203 contre 200, quatre départements : 3 tient dans 4 × racine(5 / 6) = 3,65
  ('REG', '53', 'DEP', 3,    'ARRONDI'),
  -- Martinique : 330 contre 13, un seul département
  ('REG', '02', 'DEP', 317,  'ERREUR')
  -- France : égale à ses départements ; l’écart à ses régions est celui de la Martinique, dit à son nom
) AS t(niveau, territoire_code, niveau_inferieur, ecart, nature)
