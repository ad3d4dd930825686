-- entree core.siao_observations
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, siao_dep AS siao_source, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2022-01-01', '2026-01-01'),
  ('Z21', '2024-06-01', '2026-01-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
UNION ALL SELECT 'REG', 'R', 'REG:R@Z12+Z21', DATE '2022-01-01', DATE '2026-01-01'
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
  ('Z12', 'p-1', 1, '2023-07-01', '2024-01-10', 'RUE'),
  ('Z12', 'p-1', 2, '2024-06-01', '2024-07-01', 'RUE'),
  ('Z12', 'p-1', 3, '2024-11-01', NULL, NULL),
  ('Z12', 'p-2', 1, '2021-07-01', '2022-01-10', 'RUE'),
  ('Z12', 'p-2', 2, '2024-06-01', NULL, NULL),
  ('Z12', 'p-3', 1, '2024-06-01', NULL, NULL),
  ('Z21', 'p-4', 1, '2023-06-01', '2023-07-01', 'RUE'),
  ('Z12', 'p-4', 1, '2024-08-01', NULL, NULL),
  ('Z12', 'p-5', 1, '2022-06-01', NULL, NULL)
) AS v(siao_dep, cle_personne, rang_episode, date_debut, date_fin, issue)
UNION ALL SELECT 'Z12', 'STRICT', 'p-9', 1, DATE '2022-11-01', DATE '2024-03-01', 'LOGEMENT'
-- entree core.parametres
SELECT 90 AS delai_inactivite_jours, 730 AS recul_primo_arrivants_jours
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, nb_entrants::BIGINT AS nb_entrants, nb_primo_arrivants::BIGINT AS nb_primo_arrivants
FROM (VALUES
  ('DEP', 'Z12', 2024, 4, 3),
  ('REG', 'R', 2024, 4, 2)
) AS v(niveau, territoire_code, annee, nb_entrants, nb_primo_arrivants)
