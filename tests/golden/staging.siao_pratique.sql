-- entree lake.siao_pratique
SELECT siao_dep, pratique, pratique_debut::DATE AS pratique_debut, pratique_fin::DATE AS pratique_fin, pratique_modalite, 'a' AS fichier_sha256, ligne_source
FROM (VALUES
  ('Z12', 'RENOUVELLEMENT', '2019-01-01', '2024-05-31', 'RENOUVELLEMENT_A_PART', 2),
  ('Z12', 'RENOUVELLEMENT', '2024-06-01', NULL, 'RENOUVELLEMENT_NON', 3)
) AS v(siao_dep, pratique, pratique_debut, pratique_fin, pratique_modalite, ligne_source)
-- attendu
SELECT siao_dep, pratique, pratique_debut::DATE AS pratique_debut, pratique_fin::DATE AS pratique_fin, pratique_modalite
FROM (VALUES
  ('Z12', 'RENOUVELLEMENT', '2019-01-01', '2024-05-31', 'RENOUVELLEMENT_A_PART'),
  ('Z12', 'RENOUVELLEMENT', '2024-06-01', NULL, 'RENOUVELLEMENT_NON')
) AS v(siao_dep, pratique, pratique_debut, pratique_fin, pratique_modalite)
