-- entree core.siao_observations
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2024-01-20', '2025-01-10'),
  ('Z21', '2023-12-05', '2025-01-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_episodes
SELECT siao_dep, rapprochement, cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin
FROM (VALUES
  ('Z12', 'CENTRAL', 'p-1', '2024-11-05', '2024-12-01'),
  ('Z12', 'CENTRAL', 'p-2', '2024-12-10', NULL),
  ('Z12', 'LARGE', 'l-1', '2024-11-05', NULL),
  ('Z21', 'CENTRAL', 'p-3', '2023-12-10', '2024-02-10'),
  ('Z21', 'CENTRAL', 'p-3', '2024-02-20', '2024-03-01'),
  ('Z21', 'CENTRAL', 'p-4', '2024-11-20', '2025-01-01')
) AS v(siao_dep, rapprochement, cle_personne, date_debut, date_fin)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, rapprochement::VARCHAR AS rapprochement, nb_suivies::BIGINT AS nb_suivies, nb_stock::BIGINT AS nb_stock
FROM (VALUES
  ('Z12', '2024', '2024-01-01', 'CENTRAL', 2, 1),
  ('Z12', '2024', '2024-01-01', 'LARGE', 1, 1),
  ('Z12', '2024-11', '2024-11-01', 'CENTRAL', 1, 1),
  ('Z12', '2024-11', '2024-11-01', 'LARGE', 1, 1),
  ('Z12', '2024-12', '2024-12-01', 'CENTRAL', 2, 1),
  ('Z12', '2024-12', '2024-12-01', 'LARGE', 1, 1),
  ('Z21', '2023-12', '2023-12-01', 'CENTRAL', 1, 1),
  ('Z21', '2024', '2024-01-01', 'CENTRAL', 2, 1),
  ('Z21', '2024-01', '2024-01-01', 'CENTRAL', 1, 1),
  ('Z21', '2024-02', '2024-02-01', 'CENTRAL', 1, 1),
  ('Z21', '2024-03', '2024-03-01', 'CENTRAL', 1, 0),
  ('Z21', '2024-11', '2024-11-01', 'CENTRAL', 1, 1),
  ('Z21', '2024-12', '2024-12-01', 'CENTRAL', 1, 1)
) AS v(siao_dep, periode, periode_debut, rapprochement, nb_suivies, nb_stock)
