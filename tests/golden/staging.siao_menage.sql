-- entree lake.siao_menage
SELECT siao_dep::VARCHAR AS siao_dep, cle_menage::VARCHAR AS cle_menage, date_debut_validite::DATE AS date_debut_validite, date_extraction::DATE AS date_extraction, type_fiche::VARCHAR AS type_fiche, composition_code::VARCHAR AS composition_code, nb_personnes_menage::INTEGER AS nb_personnes_menage, nb_adultes_menage::INTEGER AS nb_adultes_menage, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, empreinte_cle::VARCHAR AS empreinte_cle, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'a', 'Z12', 'm-1', '2026-01-03', '2026-02-01', 'Groupe', '40', 3, 1, 2),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'z', 'Z12', 'm-1', '2026-01-03', '2026-01-01', 'Groupe', '40', 9, 1, 8),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'a', 'Z12', 'm-3', '2026-01-14', '2026-02-01', 'Groupe', '40', 4, 1, 3),
  (2, '2026-02-03', '1.0.0', '0a1b2c3d', 'a', 'Z12', 'm-2', '2026-01-20', '2026-02-01', 'Groupe', '100', 5, 2, 3)
) AS v(ligne_source, date_reception, version_contrat, empreinte_cle, fichier_sha256, siao_dep, cle_menage, date_debut_validite, date_extraction, type_fiche, composition_code, nb_personnes_menage, nb_adultes_menage, nb_mineurs_menage)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_menage::VARCHAR AS cle_menage, date_debut_validite::DATE AS date_debut_validite, date_extraction::DATE AS date_extraction, nb_personnes_menage::INTEGER AS nb_personnes_menage
FROM (VALUES
  ('Z12', 'm-1', '2026-01-03', '2026-02-01', 3),
  ('Z12', 'm-2', '2026-01-20', '2026-02-01', 5),
  ('Z12', 'm-3', '2026-01-14', '2026-02-01', 4)
) AS v(siao_dep, cle_menage, date_debut_validite, date_extraction, nb_personnes_menage)
