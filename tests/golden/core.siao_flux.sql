-- entree core.siao_periodes
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, strftime(mois, '%Y-%m') AS periode, mois AS periode_debut, (mois + INTERVAL 1 MONTH)::DATE AS periode_suivante
FROM (VALUES
  ('DEP', 'Z12', DATE '2025-01-01'),
  ('DEP', 'Z12', DATE '2025-02-01'),
  ('DEP', 'Z12', DATE '2025-03-01'),
  ('DEP', 'Z21', DATE '2025-03-01'),
  ('REG', 'R', DATE '2025-03-01'),
  ('SIREN_EPCI', 'E', DATE '2025-03-01')
) AS v(niveau, territoire_code, mois)
UNION ALL SELECT 'DEP', 'Z12', 'Z12!', '2025', DATE '2025-01-01', DATE '2026-01-01'
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
  ('Z12', 'p-1', 1, '2025-01-05', '2025-02-20', 'LOGEMENT'),
  ('Z12', 'p-1', 2, '2025-03-10', NULL, NULL),
  ('Z12', 'p-2', 1, '2025-01-10', '2025-02-10', 'INACTIVITE'),
  ('Z12', 'p-2', 2, '2025-03-05', '2025-03-20', 'DECES'),
  ('Z12', 'p-3', 1, '2025-02-03', '2025-02-20', 'RUE'),
  ('Z12', 'p-4', 1, '2025-01-20', NULL, NULL),
  ('Z21', 'p-4', 1, '2025-03-02', '2025-04-30', 'INACTIVITE'),
  ('Z12', 'p-5', 1, '2025-02-01', '2025-02-10', 'LOGEMENT_ADAPTE'),
  ('Z12', 'p-5', 2, '2025-02-15', '2025-04-15', 'INACTIVITE'),
  ('Z12', 'p-6', 1, '2025-03-02', '2025-03-25', 'INACTIVITE'),
  ('Z21', 'p-6', 1, '2025-03-02', '2025-03-25', 'LOGEMENT')
) AS v(siao_dep, cle_personne, rang_episode, date_debut, date_fin, issue)
UNION ALL SELECT 'Z12', 'STRICT', 'p-9', 1, DATE '2025-02-01', NULL, NULL
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, territoire_code || '!' AS siao_source, mois::DATE AS mois, stock_debut::BIGINT AS stock_debut, nouveaux::BIGINT AS nouveaux, retours_logement::BIGINT AS retours_logement, retours_inactif::BIGINT AS retours_inactif, retours_autres::BIGINT AS retours_autres, vers_logement::BIGINT AS vers_logement, vers_inactif::BIGINT AS vers_inactif, autres_sorties::BIGINT AS autres_sorties, stock_fin::BIGINT AS stock_fin
FROM (VALUES
  ('DEP', 'Z12', '2025-01-01', 0, 3, 0, 0, 0, 0, 0, 0, 3),
  ('DEP', 'Z12', '2025-02-01', 3, 2, 0, 0, 0, 1, 1, 1, 2),
  ('DEP', 'Z12', '2025-03-01', 2, 1, 1, 1, 0, 0, 1, 1, 3),
  ('DEP', 'Z21', '2025-03-01', 0, 1, 0, 0, 1, 1, 0, 0, 1),
  ('REG', 'R', '2025-03-01', 2, 1, 1, 1, 0, 1, 0, 1, 3)
) AS v(niveau, territoire_code, mois, stock_debut, nouveaux, retours_logement, retours_inactif, retours_autres, vers_logement, vers_inactif, autres_sorties, stock_fin)
