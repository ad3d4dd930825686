-- entree ref.effacements
SELECT 'Z31' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-01' AS extraction, ['traite'] AS fichiers
-- entree lake.siao_personne
SELECT siao_dep::VARCHAR AS siao_dep, cle_fiche::VARCHAR AS cle_fiche, date_situation::DATE AS date_situation, date_extraction::DATE AS date_extraction, cle_menage::VARCHAR AS cle_menage, cle_personne::VARCHAR AS cle_personne, cle_personne_centrale::VARCHAR AS cle_personne_centrale, cle_personne_large::VARCHAR AS cle_personne_large, NULL::VARCHAR AS methode_cles, est_identite_complete::BOOLEAN AS est_identite_complete, classe_age::VARCHAR AS classe_age, NULL::BOOLEAN AS est_moins_3_ans, sexe::VARCHAR AS sexe, NULL::BOOLEAN AS est_demandeur_principal, situation_code::VARCHAR AS situation_code, type_ressource_code::VARCHAR AS type_ressource_code, NULL::DATE AS date_derniere_activite, empreinte_cle::VARCHAR AS empreinte_cle, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 'f-1', '2026-01-03', '2026-02-01', 'm-1', 'p-1', 'p-9', 'p-1', true, '25_54', 'F', '20', 'NR'),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-01-01', 'Z12', 'f-1', '2026-01-03', '2026-01-01', 'm-1', 'p-1', 'p-1', 'p-1', true, '25_54', 'F', '28', 'NR'),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 'f-1', '2026-01-13', '2026-02-01', 'm-1', 'p-1', 'p-9', 'p-1', true, '25_54', 'F', '32', 'NR'),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 'f-1b', '2026-01-20', '2026-02-01', 'm-9', 'p-1', 'p-1', 'p-1', true, '25_54', 'F', '20', 'NR'),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 'f-2', '2026-01-03', '2026-02-01', 'm-1', 'p-2', 'p-2', 'p-2', true, '25_54', 'F', '20', 'NR'),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', '2026-02-01', 'Z12', 'f-3', '2025-01-03', '2026-02-01', 'm-2', 'p-3', 'p-3', 'p-3', true, '25_54', 'F', '20', 'NR')
) AS v(ligne_source, date_reception, version_contrat, empreinte_cle, fichier_sha256, siao_dep, cle_fiche, date_situation, date_extraction, cle_menage, cle_personne, cle_personne_centrale, cle_personne_large, est_identite_complete, classe_age, sexe, situation_code, type_ressource_code)
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'f-31' AS cle_fiche, DATE '2023-05-01' AS date_situation, DATE '2026-02-01' AS date_extraction, 'traite' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'f-32' AS cle_fiche, DATE '2023-06-01' AS date_situation, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'f-33' AS cle_fiche, DATE '2024-01-01' AS date_situation, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_fiche::VARCHAR AS cle_fiche, date_situation::DATE AS date_situation, date_extraction::DATE AS date_extraction, cle_menage::VARCHAR AS cle_menage, cle_personne_centrale::VARCHAR AS cle_personne_centrale, situation_code::VARCHAR AS situation_code
FROM (VALUES
  ('Z12', 'f-1', '2026-01-03', '2026-02-01', 'm-1', 'p-1', '20'),
  ('Z12', 'f-1', '2026-01-13', '2026-02-01', 'm-1', 'p-1', '32'),
  ('Z12', 'f-1b', '2026-01-20', '2026-02-01', 'm-9', 'p-1', '20'),
  ('Z12', 'f-2', '2026-01-03', '2026-02-01', 'm-1', 'p-2', '20'),
  ('Z12', 'f-3', '2025-01-03', '2026-02-01', 'm-2', 'p-3', '20'),
  ('Z31', 'f-31', '2023-05-01', '2026-02-01', NULL, NULL, NULL),
  ('Z31', 'f-33', '2024-01-01', '2026-02-01', NULL, NULL, NULL)
) AS v(siao_dep, cle_fiche, date_situation, date_extraction, cle_menage, cle_personne_centrale, situation_code)
