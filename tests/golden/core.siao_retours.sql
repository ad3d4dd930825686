-- entree core.siao_observations
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, siao_dep AS siao_source, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2022-01-01', '2026-01-01'),
  ('Z21', '2024-06-01', '2026-01-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
UNION ALL SELECT 'REG', 'R', 'REG:R@Z12+Z21', DATE '2024-06-01', DATE '2026-01-01'
-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_dep
FROM (VALUES
  ('DEP', 'Z12', 'Z12'),
  ('DEP', 'Z21', 'Z21'),
  ('REG', 'R', 'Z12'),
  ('REG', 'R', 'Z21')
) AS v(niveau, territoire_code, siao_dep)
-- entree core.siao_episodes
SELECT siao_dep, 'CENTRAL' AS rapprochement, cle_personne, rang_episode::BIGINT AS rang_episode, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 'p-1', 1, '2022-11-01', '2023-03-01', 'LOGEMENT'),
  ('Z12', 'p-1', 2, '2023-03-20', '2023-04-01', 'RUE'),
  ('Z12', 'p-2', 1, '2023-01-10', '2023-02-01', 'LOGEMENT_ADAPTE'),
  ('Z12', 'p-2', 2, '2024-01-15', '2024-02-01', 'LOGEMENT'),
  ('Z12', 'p-3', 1, '2023-05-01', '2023-06-01', 'LOGEMENT'),
  ('Z21', 'p-3', 1, '2025-03-01', NULL, NULL),
  ('Z12', 'p-4', 1, '2023-05-01', '2023-06-01', 'LOGEMENT'),
  ('Z12', 'p-5', 1, '2022-11-01', '2022-12-31', 'LOGEMENT'),
  ('Z12', 'p-6', 1, '2023-05-01', '2024-01-03', 'LOGEMENT'),
  ('Z12', 'p-7', 1, '2023-05-01', '2023-06-01', 'INACTIVITE'),
  ('Z21', 'p-8', 1, '2023-05-01', '2023-07-01', 'LOGEMENT'),
  ('Z21', 'p-4', 1, '2023-06-01', '2023-08-01', 'LOGEMENT')
) AS v(siao_dep, cle_personne, rang_episode, date_debut, date_fin, issue)
UNION ALL SELECT 'Z12', 'STRICT', 'p-9', 1, DATE '2022-11-01', DATE '2024-03-01', 'LOGEMENT'
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, observe_jusqu_au::DATE AS observe_jusqu_au, nb_sortis::BIGINT AS nb_sortis, nb_retours_180::BIGINT AS nb_retours_180, nb_retours_365::BIGINT AS nb_retours_365, nb_retours_730::BIGINT AS nb_retours_730
FROM (VALUES
  ('DEP', 'Z12', '2026-01-01', 4, 1, 2, 3),
  ('DEP', 'Z21', '2026-01-01', 2, 0, 0, 0),
  ('REG', 'R', '2026-01-01', 5, 1, 2, 3)
) AS v(niveau, territoire_code, observe_jusqu_au, nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730)
