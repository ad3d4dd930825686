-- entree lake.ndls_secteur
SELECT secteur_id::VARCHAR AS secteur_id, commune_code::VARCHAR AS commune_code, projection::INTEGER AS projection, est_reparee::BOOLEAN AS est_reparee, part_recouverte_pct::DOUBLE AS part_recouverte_pct, geometrie::BLOB AS geometrie, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('S1', 'Z9001', 4326, false, 0.2, 'x', 'a', 2, '2025-02-10', '1.0.0'),
  ('S1', 'Z9001', 4326, false, 5.0, 'x', 'z', 2, '2024-01-01', '1.0.0')
) AS v(secteur_id, commune_code, projection, est_reparee, part_recouverte_pct, geometrie, fichier_sha256, ligne_source, date_reception, version_contrat)
-- attendu
SELECT secteur_id::VARCHAR AS secteur_id, commune_code::VARCHAR AS commune_code, part_recouverte_pct::DOUBLE AS part_recouverte_pct
FROM (VALUES
  ('S1', 'Z9001', 0.2)
) AS v(secteur_id, commune_code, part_recouverte_pct)
