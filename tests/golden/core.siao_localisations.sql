-- entree core.siao_demandes_comptees
SELECT siao_dep, mois, if(n % 10 < situees, 'EPCI', 'NON_SITUEE') AS lieu_demande, count(*) AS nb_demandes
FROM (VALUES
  ('Z11', DATE '2024-03-01', 100, 5),
  ('Z11', DATE '2025-03-01', 100, 4),
  ('Z12', DATE '2025-03-01', 90, 10)
) AS v(siao_dep, mois, lignes, situees), range(100) AS t(n)
WHERE n < lignes
GROUP BY ALL
-- entree core.parametres
SELECT 0.5 AS part_localisee_minimale, 100 AS demandes_minimales
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, annee::INTEGER AS annee, nb_demandes::BIGINT AS nb_demandes, nb_situees::BIGINT AS nb_situees, est_suffisante::BOOLEAN AS est_suffisante
FROM (VALUES
  ('Z11', 2024, 100, 50, true),
  ('Z11', 2025, 100, 40, false),
  ('Z12', 2025, 90, 90, false)
) AS v(siao_dep, annee, nb_demandes, nb_situees, est_suffisante)
