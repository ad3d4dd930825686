-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_source, siao_dep
FROM (VALUES
  ('DEP', 'Z12', 'Z12', 'Z12'),
  ('DEP', 'Z21', 'Z21', 'Z21'),
  ('REG', 'R', 'REG:R@Z12+Z21', 'Z12'),
  ('REG', 'R', 'REG:R@Z12+Z21', 'Z21')
) AS v(niveau, territoire_code, siao_source, siao_dep)
-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2025-01-05', '2026-02-01'),
  ('Z21', '2025-03-01', '2026-04-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, siao_source::VARCHAR AS siao_source, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('DEP', 'Z12', 'Z12', '2025-01-05', '2026-02-01'),
  ('DEP', 'Z21', 'Z21', '2025-03-01', '2026-04-01'),
  ('REG', 'R', 'REG:R@Z12+Z21', '2025-03-01', '2026-02-01')
) AS v(niveau, territoire_code, siao_source, observe_depuis, observe_jusqu_au)
