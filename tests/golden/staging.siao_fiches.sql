-- entree lake.siao_personne
SELECT siao_dep, cle_fiche, cle_menage, cle_personne_centrale, date_extraction::DATE AS date_extraction, DATE '2026-02-01' AS date_reception, 'a' AS fichier_sha256, DATE '2023-01-01' AS date_situation
FROM (VALUES
  ('Z12', 'f-1', 'm-1', 'p-1', '2025-01-01'),
  ('Z12', 'f-1', 'm-1', 'p-1', '2024-01-01'),
  ('Z12', 'f-1', 'm-2', 'p-9', '2025-01-01')
) AS v(siao_dep, cle_fiche, cle_menage, cle_personne_centrale, date_extraction)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_fiche::VARCHAR AS cle_fiche, cle_menage::VARCHAR AS cle_menage, cle_personne::VARCHAR AS cle_personne, connue_depuis::DATE AS connue_depuis
FROM (VALUES
  ('Z12', 'f-1', 'm-1', 'p-1', '2024-01-01'),
  ('Z12', 'f-1', 'm-2', 'p-1', '2025-01-01')
) AS v(siao_dep, cle_fiche, cle_menage, cle_personne, connue_depuis)
