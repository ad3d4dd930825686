-- entree ref.effacements
SELECT 'Z31' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-01' AS extraction, ['traite'] AS fichiers
-- entree lake.siao_prise_en_charge
SELECT siao_dep::VARCHAR AS siao_dep, cle_sejour::VARCHAR AS cle_sejour, date_extraction::DATE AS date_extraction, cle_fiche::VARCHAR AS cle_fiche, cle_menage::VARCHAR AS cle_menage, NULL::VARCHAR AS etablissement_finess, type_etablissement_code::VARCHAR AS type_etablissement_code, type_place_code::VARCHAR AS type_place_code, est_hotel::BOOLEAN AS est_hotel, date_entree::DATE AS date_entree, date_sortie::DATE AS date_sortie, situation_sortie_code::VARCHAR AS situation_sortie_code, empreinte_cle::VARCHAR AS empreinte_cle, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 's-1', '2026-02-01', 'f-3', 'm-2', '400', '30', false, '2025-04-02', '2025-06-10', '15'),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2025-05-01', 'Z12', 's-1', '2025-05-01', 'f-3', 'm-2', '400', '30', false, '2025-04-02', NULL, NULL),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 's-2', '2026-02-01', 'f-1', 'm-1', '400', '30', false, '2026-01-13', NULL, NULL),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 's-3', '2026-02-01', 'f-2', 'm-1', '400', '30', false, '2026-01-20', '2026-01-10', '15')
) AS v(ligne_source, date_reception, version_contrat, empreinte_cle, fichier_sha256, siao_dep, cle_sejour, date_extraction, cle_fiche, cle_menage, type_etablissement_code, type_place_code, est_hotel, date_entree, date_sortie, situation_sortie_code)
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 's-31' AS cle_sejour, DATE '2023-05-01' AS date_sortie, DATE '2026-02-01' AS date_extraction, 'traite' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 's-32' AS cle_sejour, DATE '2023-06-01' AS date_sortie, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 's-33' AS cle_sejour, DATE '2024-01-01' AS date_sortie, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_sejour::VARCHAR AS cle_sejour, date_extraction::DATE AS date_extraction, date_entree::DATE AS date_entree, date_sortie::DATE AS date_sortie, situation_sortie_code::VARCHAR AS situation_sortie_code
FROM (VALUES
  ('Z12', 's-1', '2026-02-01', '2025-04-02', '2025-06-10', '15'),
  ('Z12', 's-2', '2026-02-01', '2026-01-13', NULL, NULL),
  ('Z12', 's-3', '2026-02-01', '2026-01-20', '2026-01-10', '15'),
  ('Z31', 's-31', '2026-02-01', NULL, '2023-05-01', NULL),
  ('Z31', 's-33', '2026-02-01', NULL, '2024-01-01', NULL)
) AS v(siao_dep, cle_sejour, date_extraction, date_entree, date_sortie, situation_sortie_code)
