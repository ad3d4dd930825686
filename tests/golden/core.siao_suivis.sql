-- entree core.siao_periodes
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, periode, periode_debut::DATE AS periode_debut, periode_suivante::DATE AS periode_suivante
FROM (VALUES
  ('DEP', 'Z12', '2024-11', '2024-11-01', '2024-12-01'),
  ('DEP', 'Z12', '2024-12', '2024-12-01', '2025-01-01'),
  ('DEP', 'Z12', '2024', '2024-01-01', '2025-01-01'),
  ('DEP', 'Z21', '2024-11', '2024-11-01', '2024-12-01'),
  ('REG', 'R', '2024-11', '2024-11-01', '2024-12-01'),
  ('REG', 'R', '2024-12', '2024-12-01', '2025-01-01'),
  ('SIREN_EPCI', 'E', '2024-11', '2024-11-01', '2024-12-01'),
  ('SIREN_EPCI', 'E', '2024-12', '2024-12-01', '2025-01-01'),
  ('HORS_EPCI', 'Z12', '2024-11', '2024-11-01', '2024-12-01')
) AS v(niveau, territoire_code, periode, periode_debut, periode_suivante)
-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_dep
FROM (VALUES
  ('DEP', 'Z12', 'Z12'),
  ('DEP', 'Z21', 'Z21'),
  ('REG', 'R', 'Z12'),
  ('REG', 'R', 'Z21')
) AS v(niveau, territoire_code, siao_dep)
-- entree core.siao_lieux
SELECT niveau, territoire_code, 'Z12' AS siao_dep, cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin
FROM (VALUES
  ('SIREN_EPCI', 'E', 'p-1', '2024-11-05', '2024-11-20'),
  ('HORS_EPCI', 'Z12', 'p-1', '2024-11-20', '2024-12-01')
) AS v(niveau, territoire_code, cle_personne, date_debut, date_fin)
-- entree core.siao_episodes
SELECT siao_dep, rapprochement, cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin
FROM (VALUES
  ('Z12', 'CENTRAL', 'p-1', '2024-11-05', '2024-12-01'),
  ('Z12', 'CENTRAL', 'p-2', '2024-12-10', NULL),
  ('Z12', 'LARGE', 'l-1', '2024-11-05', NULL),
  ('Z21', 'CENTRAL', 'p-1', '2024-10-10', '2024-12-20'),
  ('Z21', 'CENTRAL', 'p-4', '2024-11-20', '2025-01-01')
) AS v(siao_dep, rapprochement, cle_personne, date_debut, date_fin)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, territoire_code || '!' AS siao_source, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, rapprochement::VARCHAR AS rapprochement, nb_suivies::BIGINT AS nb_suivies, nb_stock::BIGINT AS nb_stock
FROM (VALUES
  ('DEP', 'Z12', '2024', '2024-01-01', 'CENTRAL', 2, 1),
  ('DEP', 'Z12', '2024', '2024-01-01', 'LARGE', 1, 1),
  ('DEP', 'Z12', '2024', '2024-01-01', 'STRICT', 0, 0),
  ('DEP', 'Z12', '2024-11', '2024-11-01', 'CENTRAL', 1, 1),
  ('DEP', 'Z12', '2024-11', '2024-11-01', 'LARGE', 1, 1),
  ('DEP', 'Z12', '2024-11', '2024-11-01', 'STRICT', 0, 0),
  ('DEP', 'Z12', '2024-12', '2024-12-01', 'CENTRAL', 2, 1),
  ('DEP', 'Z12', '2024-12', '2024-12-01', 'LARGE', 1, 1),
  ('DEP', 'Z12', '2024-12', '2024-12-01', 'STRICT', 0, 0),
  ('DEP', 'Z21', '2024-11', '2024-11-01', 'CENTRAL', 2, 2),
  ('DEP', 'Z21', '2024-11', '2024-11-01', 'LARGE', 0, 0),
  ('DEP', 'Z21', '2024-11', '2024-11-01', 'STRICT', 0, 0),
  ('REG', 'R', '2024-11', '2024-11-01', 'CENTRAL', 2, 2),
  ('REG', 'R', '2024-12', '2024-12-01', 'CENTRAL', 3, 2),
  ('SIREN_EPCI', 'E', '2024-11', '2024-11-01', 'CENTRAL', 1, 0),
  ('SIREN_EPCI', 'E', '2024-12', '2024-12-01', 'CENTRAL', 0, 0),
  ('HORS_EPCI', 'Z12', '2024-11', '2024-11-01', 'CENTRAL', 1, 1)
) AS v(niveau, territoire_code, periode, periode_debut, rapprochement, nb_suivies, nb_stock)
