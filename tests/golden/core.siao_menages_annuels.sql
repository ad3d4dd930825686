-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage
FROM (VALUES
  ('Z12', '2025-01-01', 'm-1'),
  ('Z12', '2025-02-01', 'm-1'),
  ('Z12', '2025-02-01', 'm-2'),
  ('Z12', '2024-12-01', 'm-1'),
  ('Z21', '2025-01-01', 'm-3')
) AS v(siao_dep, mois, cle_menage)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, annee::DATE AS annee, nb_menages::BIGINT AS nb_menages
FROM (VALUES
  ('Z12', '2024-01-01', 1),
  ('Z12', '2025-01-01', 2),
  ('Z21', '2025-01-01', 1)
) AS v(siao_dep, annee, nb_menages)
