-- entree ref.effacements
SELECT 'Z31' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-01' AS extraction, ['traite'] AS fichiers
-- entree lake.siao_menage
SELECT siao_dep::VARCHAR AS siao_dep, cle_menage::VARCHAR AS cle_menage, date_debut_validite::DATE AS date_debut_validite, date_extraction::DATE AS date_extraction, type_fiche::VARCHAR AS type_fiche, composition_code::VARCHAR AS composition_code, nb_personnes_menage::INTEGER AS nb_personnes_menage, nb_adultes_menage::INTEGER AS nb_adultes_menage, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, empreinte_cle::VARCHAR AS empreinte_cle, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'a', 'Z12', 'm-1', '2026-01-03', '2026-02-01', 'Groupe', '40', 3, 1, 2),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'z', 'Z12', 'm-1', '2026-01-03', '2026-01-01', 'Groupe', '40', 9, 1, 8),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'a', 'Z12', 'm-3', '2026-01-14', '2026-02-01', 'Groupe', '40', 4, 1, 3),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'a', 'Z12', 'm-2', '2026-01-20', '2026-02-01', 'Groupe', '100', 5, 2, 3)
) AS v(ligne_source, date_reception, version_contrat, empreinte_cle, fichier_sha256, siao_dep, cle_menage, date_debut_validite, date_extraction, type_fiche, composition_code, nb_personnes_menage, nb_adultes_menage, nb_mineurs_menage)
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'm-31' AS cle_menage, DATE '2023-05-01' AS date_debut_validite, DATE '2026-02-01' AS date_extraction, 'traite' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'm-32' AS cle_menage, DATE '2023-06-01' AS date_debut_validite, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
UNION ALL BY NAME SELECT 'Z31' AS siao_dep, 'm-33' AS cle_menage, DATE '2024-01-01' AS date_debut_validite, DATE '2026-02-01' AS date_extraction, 'neuf' AS fichier_sha256, DATE '2026-02-03' AS date_reception
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_menage::VARCHAR AS cle_menage, date_debut_validite::DATE AS date_debut_validite, date_extraction::DATE AS date_extraction, nb_personnes_menage::INTEGER AS nb_personnes_menage
FROM (VALUES
  ('Z12', 'm-1', '2026-01-03', '2026-02-01', 3),
  ('Z12', 'm-2', '2026-01-20', '2026-02-01', 5),
  ('Z12', 'm-3', '2026-01-14', '2026-02-01', 4),
  ('Z31', 'm-31', '2023-05-01', '2026-02-01', NULL),
  ('Z31', 'm-33', '2024-01-01', '2026-02-01', NULL)
) AS v(siao_dep, cle_menage, date_debut_validite, date_extraction, nb_personnes_menage)
