-- entree core.siao_demandes_comptees
SELECT siao_dep, mois
FROM (VALUES
  ('Z12', DATE '2026-01-01'),
  ('Z12', DATE '2026-01-01'),
  ('Z12', DATE '2026-02-01'),
  ('Z21', DATE '2026-01-01')
) AS v(siao_dep, mois)
-- entree core.siao_territoires
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, siao_dep
FROM (VALUES
  ('DEP', 'Z12', 'Z12'),
  ('DEP', 'Z21', 'Z21'),
  ('REG', 'R', 'Z12'),
  ('REG', 'R', 'Z21'),
  ('SIREN_EPCI', 'E', 'Z12')
) AS v(niveau, territoire_code, siao_dep)
-- entree core.siao_periodes
SELECT unnest(['REG', 'SIREN_EPCI']) AS niveau, unnest(['R', 'E']) AS territoire_code, '2026-01' AS periode
-- attendu
SELECT niveau, territoire_code, territoire_code || '!' AS siao_source, siao_dep, mois
FROM (VALUES
  ('DEP', 'Z12', 'Z12', DATE '2026-01-01'),
  ('DEP', 'Z12', 'Z12', DATE '2026-02-01'),
  ('DEP', 'Z21', 'Z21', DATE '2026-01-01'),
  ('REG', 'R', 'Z12', DATE '2026-01-01'),
  ('REG', 'R', 'Z21', DATE '2026-01-01')
) AS v(niveau, territoire_code, siao_dep, mois)
