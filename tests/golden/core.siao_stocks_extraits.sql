-- entree core.siao_sources
SELECT 'Z12' AS siao_dep, DATE '2023-01-01' AS observe_depuis, DATE '2026-01-01' AS observe_jusqu_au
-- entree core.parametres
SELECT 90 AS delai_inactivite_jours
-- entree core.siao_demandes_115
SELECT 'Z12' AS siao_dep, cle_menage, nuit_demandee::DATE AS nuit_demandee
FROM (VALUES ('m-1', '2024-12-10'), ('m-2', '2024-09-01'), ('m-3', '2024-12-11'), ('m-6', '2025-01-02')) AS v(cle_menage, nuit_demandee)
-- entree staging.siao_demande_insertion
SELECT 'Z12' AS siao_dep, 'm-7' AS cle_menage, DATE '2024-11-15' AS date_transmission, NULL::DATE AS date_orientation, NULL::DATE AS date_admission
-- entree staging.siao_fiches
SELECT 'Z12' AS siao_dep, 'f-' || n AS cle_fiche, 'm-' || n AS cle_menage, 'p-' || n AS cle_personne, connue_depuis::DATE AS connue_depuis
FROM (VALUES (1, '2025-01-01'), (2, '2025-01-01'), (3, '2026-01-01'), (4, '2025-01-01'), (5, '2025-01-01'), (6, '2025-01-01'), (7, '2025-01-01')) AS v(n, connue_depuis)
-- entree staging.siao_sejours_extraits
SELECT 'Z12' AS siao_dep, cle_fiche, date_extraction::DATE AS date_extraction, suivante::DATE AS date_extraction_suivante, entree::DATE AS date_entree, sortie::DATE AS date_sortie, code AS situation_sortie_code
FROM (VALUES
  ('f-4', '2025-01-01', '2026-01-01', '2024-06-01', NULL, NULL),
  ('f-4', '2026-01-01', NULL, '2024-06-01', '2024-12-01', '15'),
  ('f-5', '2025-01-01', NULL, '2024-10-01', '2024-12-01', '15'),
  ('f-2', '2026-01-01', NULL, '2024-12-20', NULL, NULL)
) AS v(cle_fiche, date_extraction, suivante, entree, sortie, code)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, date_extraction::DATE AS date_extraction, mois::DATE AS mois, nb_stock::BIGINT AS nb_stock
FROM (VALUES
  ('Z12', '2025-01-01', '2024-12-01', 3)
) AS v(siao_dep, date_extraction, mois, nb_stock)
