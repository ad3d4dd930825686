-- entree core.siao_stocks_extraits
SELECT 'Z12' AS siao_dep, DATE '2025-01-01' AS date_extraction, DATE '2024-12-01' AS mois, 30::BIGINT AS nb_stock
-- entree core.siao_flux
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, mois::DATE AS mois, stock_debut::BIGINT AS stock_debut, stock_fin::BIGINT AS stock_fin
FROM (VALUES
  ('Z12', '2024-12-01', 31, 33),
  ('Z12', '2025-01-01', 33, 40),
  ('Z12', '2025-02-01', 40, 41),
  ('Z21', '2025-01-01', 5, 6)
) AS v(siao_dep, mois, stock_debut, stock_fin)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, date_extraction::DATE AS date_extraction, nb_observe::BIGINT AS nb_observe, nb_attendu::BIGINT AS nb_attendu
FROM (VALUES
  ('Z12', '2025-01-01', '2025-01-01', 40, 37)
) AS v(siao_dep, mois, date_extraction, nb_observe, nb_attendu)
