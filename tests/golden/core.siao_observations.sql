-- entree core.siao_territoires
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, siao_dep
FROM (VALUES
  ('DEP', 'Z12', 'Z12'),
  ('DEP', 'Z21', 'Z21'),
  ('DEP', 'Z31', 'Z31'),
  ('REG', 'Z1', 'Z12'),
  ('REG', 'Z1', 'Z32')
) AS v(niveau, territoire_code, siao_dep)
-- entree staging.siao_demande_115
SELECT siao_dep, nuit_demandee::DATE AS nuit_demandee
FROM (VALUES
  ('Z12', '2025-01-05'),
  ('Z12', '2026-03-10'),
  ('Z21', '2025-01-05'),
  ('Z31', '2025-01-05'),
  ('Z32', '2025-02-07'),
  ('Z32', '2026-01-20')
) AS v(siao_dep, nuit_demandee)
-- entree staging.siao_prise_en_charge
SELECT siao_dep, date_extraction::DATE AS date_extraction
FROM (VALUES
  ('Z12', '2025-02-01'),
  ('Z12', '2026-02-01'),
  ('Z21', '2026-02-01')
) AS v(siao_dep, date_extraction)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, siao_source::VARCHAR AS siao_source, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('DEP', 'Z12', 'Z12!', '2025-01-05', '2026-02-01'),
  ('DEP', 'Z21', 'Z21!', '2025-01-05', '2025-01-06'),
  ('DEP', 'Z31', 'Z31!', '2025-01-05', '2025-01-06'),
  ('REG', 'Z1', 'Z1!', '2025-02-07', '2026-01-21')
) AS v(niveau, territoire_code, siao_source, observe_depuis, observe_jusqu_au)
