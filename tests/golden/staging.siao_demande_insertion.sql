-- entree ref.effacements
SELECT 'Z31' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-01' AS extraction, ['traite'] AS fichiers
-- entree lake.siao_demande_insertion
SELECT siao_dep::VARCHAR AS siao_dep, cle_demande::VARCHAR AS cle_demande, date_extraction::DATE AS date_extraction, cle_menage::VARCHAR AS cle_menage, date_transmission::DATE AS date_transmission, statut::VARCHAR AS statut, situation_code::VARCHAR AS situation_code, type_etablissement_preconise::VARCHAR AS type_etablissement_preconise, date_orientation::DATE AS date_orientation, date_admission::DATE AS date_admission, NULL::DATE AS date_cloture, cles_numero_unique::VARCHAR AS cles_numero_unique, nb_numeros_illisibles::INTEGER AS nb_numeros_illisibles, empreinte_cle::VARCHAR AS empreinte_cle, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2025-04-01', 'Z12', 'd-i1', '2025-04-01', 'm-2', '2025-03-01', 'A_EVALUER', '20', '400', NULL, NULL, NULL, NULL),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 'd-i1', '2026-02-01', 'm-2', '2025-03-01', 'ADMISE', '20', '400', '2025-03-20', '2025-04-02', 'n-1 n-2', 1)
) AS v(ligne_source, date_reception, version_contrat, empreinte_cle, fichier_sha256, siao_dep, cle_demande, date_extraction, cle_menage, date_transmission, statut, situation_code, type_etablissement_preconise, date_orientation, date_admission, cles_numero_unique, nb_numeros_illisibles)
UNION ALL BY NAME SELECT '75' AS siao_dep, 'd-75' AS cle_demande, DATE '2023-05-01' AS date_transmission, DATE '2026-02-01' AS date_extraction, 'n-3' AS cles_numero_unique, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'd-31' AS cle_demande, DATE '2023-05-01' AS date_transmission, DATE '2026-02-01' AS date_extraction, 'traite' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'd-32' AS cle_demande, DATE '2023-06-01' AS date_transmission, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'd-33' AS cle_demande, DATE '2024-01-01' AS date_transmission, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_demande::VARCHAR AS cle_demande, date_extraction::DATE AS date_extraction, cle_menage::VARCHAR AS cle_menage, date_transmission::DATE AS date_transmission, statut::VARCHAR AS statut, date_orientation::DATE AS date_orientation, date_admission::DATE AS date_admission, zone, cles_numero_unique::VARCHAR[] AS cles_numero_unique, nb_numeros_illisibles::INTEGER AS nb_numeros_illisibles
FROM (VALUES
  ('Z12', 'd-i1', '2026-02-01', 'm-2', '2025-03-01', 'ADMISE', '2025-03-20', '2025-04-02', 'Z12', ['n-1', 'n-2'], 1),
  ('75', 'd-75', '2026-02-01', NULL, '2023-05-01', NULL, NULL, NULL, 'R11', ['n-3'], 0),
  ('Z31', 'd-31', '2026-02-01', NULL, '2023-05-01', NULL, NULL, NULL, 'Z31', NULL, 0),
  ('Z31', 'd-33', '2026-02-01', NULL, '2024-01-01', NULL, NULL, NULL, 'Z31', NULL, 0)
) AS v(siao_dep, cle_demande, date_extraction, cle_menage, date_transmission, statut, date_orientation, date_admission, zone, cles_numero_unique, nb_numeros_illisibles)
