-- entree ref.effacements
SELECT 'Z31' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-01' AS extraction, ['traite'] AS fichiers
-- entree lake.siao_prise_en_charge
SELECT siao_dep, cle_sejour, date_extraction::DATE AS date_extraction, 'f-1' AS cle_fiche, DATE '2022-03-01' AS date_entree, date_sortie::DATE AS date_sortie, NULL::VARCHAR AS situation_sortie_code, fichier_sha256, DATE '2026-02-03' AS date_reception
FROM (VALUES
  ('Z12', 's-1', '2025-01-01', NULL, 'a'),
  ('Z12', 's-1', '2026-01-01', '2024-12-20', 'b'),
  ('Z31', 's-2', '2026-01-01', '2023-12-31', 'traite'),
  ('Z31', 's-3', '2027-01-01', '2023-12-31', 'neuf')
) AS v(siao_dep, cle_sejour, date_extraction, date_sortie, fichier_sha256)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_sejour::VARCHAR AS cle_sejour, date_extraction::DATE AS date_extraction, date_extraction_suivante::DATE AS date_extraction_suivante, date_sortie::DATE AS date_sortie
FROM (VALUES
  ('Z12', 's-1', '2025-01-01', '2026-01-01', NULL),
  ('Z12', 's-1', '2026-01-01', NULL, '2024-12-20'),
  ('Z31', 's-2', '2026-01-01', NULL, '2023-12-31')
) AS v(siao_dep, cle_sejour, date_extraction, date_extraction_suivante, date_sortie)
