-- entree core.siao_demandes_115
SELECT siao_dep, nuit_demandee::DATE AS nuit_demandee
FROM (VALUES
  ('Z12', '2025-01-05'),
  ('Z12', '2026-03-10'),
  ('Z21', '2025-01-05'),
  ('Z31', '2025-01-05')
) AS v(siao_dep, nuit_demandee)
-- entree staging.siao_prise_en_charge
SELECT siao_dep, date_extraction::DATE AS date_extraction
FROM (VALUES
  ('Z12', '2025-02-01'),
  ('Z12', '2026-02-01'),
  ('Z21', '2026-02-01')
) AS v(siao_dep, date_extraction)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2025-01-05', '2026-02-01'),
  ('Z21', '2025-01-05', '2025-01-06'),
  ('Z31', '2025-01-05', '2025-01-06')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
