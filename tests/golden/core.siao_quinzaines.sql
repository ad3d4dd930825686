-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2026-01-01', '2026-03-10')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_nuits
SELECT 'Z12' AS siao_dep, mois, 'm-' || m AS cle_menage, mois + (n + m % 5)::INTEGER AS nuit_demandee
FROM (VALUES (DATE '2026-01-01'), (DATE '2026-02-01'), (DATE '2026-03-01')) AS v(mois), range(70) AS a(m), range(3) AS b(n)
WHERE n <= m % 3
UNION ALL SELECT 'Z12', DATE '2026-01-01', 'm-99', DATE '2026-01-20'
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, nb_vus::BIGINT AS nb_vus, nb_une_nuit::BIGINT AS nb_une_nuit, nb_deux_nuits::BIGINT AS nb_deux_nuits
FROM (VALUES
  ('Z12', '2026-01-01', 70, 24, 23),
  ('Z12', '2026-02-01', 70, 24, 23)
) AS v(siao_dep, mois, nb_vus, nb_une_nuit, nb_deux_nuits)
