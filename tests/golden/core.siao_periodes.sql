-- entree core.siao_observations
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('DEP', 'Z11', '2023-12-10', '2025-02-15'),
  ('REG', 'Z1', '2024-10-05', '2025-01-31'),
  ('SIREN_EPCI', 'E1', '2023-12-10', '2025-02-15'),
  ('HORS_EPCI', 'Z11', '2024-11-10', '2025-02-15')
) AS v(niveau, territoire_code, observe_depuis, observe_jusqu_au)
-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_dep
FROM (VALUES
  ('DEP', 'Z11', 'Z11'),
  ('REG', 'Z1', 'Z11'),
  ('REG', 'Z1', 'Z12'),
  ('SIREN_EPCI', 'E1', 'Z11'),
  ('HORS_EPCI', 'Z11', 'Z11')
) AS v(niveau, territoire_code, siao_dep)
-- entree core.siao_demandes_comptees
SELECT 'Z11' AS siao_dep, m::DATE AS mois FROM generate_series(DATE '2023-12-01', DATE '2025-02-01', INTERVAL 1 MONTH) AS s(m) WHERE m <> DATE '2024-07-01'
UNION ALL
SELECT 'Z12', unnest([DATE '2024-10-01', DATE '2024-10-01', DATE '2024-12-01', DATE '2025-01-01'])
-- entree core.siao_localisations
SELECT 'Z11' AS siao_dep, unnest([2023, 2024, 2025]) AS annee, unnest([false, true, false]) AS est_suffisante
-- attendu
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, strftime(m, '%Y-%m') AS periode, m::DATE AS periode_debut, (m + INTERVAL 1 MONTH)::DATE AS periode_suivante
FROM (
  SELECT 'DEP' AS niveau, 'Z11' AS territoire_code, m FROM generate_series(DATE '2023-12-01', DATE '2025-01-01', INTERVAL 1 MONTH) AS s(m)
  UNION ALL
  SELECT 'SIREN_EPCI', 'E1', m FROM generate_series(DATE '2024-01-01', DATE '2024-12-01', INTERVAL 1 MONTH) AS s(m) WHERE m <> DATE '2024-07-01'
  UNION ALL
  SELECT * FROM (VALUES ('HORS_EPCI', 'Z11', DATE '2024-11-01'), ('HORS_EPCI', 'Z11', DATE '2024-12-01'), ('REG', 'Z1', DATE '2024-10-01'), ('REG', 'Z1', DATE '2024-12-01'))
)
UNION ALL
SELECT 'DEP', 'Z11', 'Z11!', '2024', DATE '2024-01-01', DATE '2025-01-01'
