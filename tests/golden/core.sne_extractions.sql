-- entree staging.sne_attribution
SELECT dep_logement::VARCHAR AS dep_logement, annee::INTEGER AS annee, etape::VARCHAR AS etape, date_extraction::DATE AS date_extraction, cle_numero_unique::VARCHAR AS cle_numero_unique
FROM (VALUES
  ('Z12', 2024, 'RADIATION', '2025-01-22', 'n-0'),
  ('Z12', 2024, 'RADIATION', '2025-01-22', 'n-1'),
  ('Z12', 2024, 'RADIATION', '2025-01-22', 'n-2'),
  ('Z12', 2024, 'RADIATION', '2025-01-22', 'n-3'),
  ('Z12', 2024, 'RADIATION', '2025-07-01', 'n-0'),
  ('Z12', 2024, 'RADIATION', '2025-07-01', 'n-1'),
  ('Z12', 2024, 'RADIATION', '2025-07-01', 'n-2'),
  ('Z12', 2024, 'RADIATION', '2025-10-01', 'n-0'),
  ('Z12', 2025, 'RADIATION', '2025-07-01', 'n-0'),
  ('Z12', 2025, 'RADIATION', '2025-07-01', 'n-1')
) AS v(dep_logement, annee, etape, date_extraction, cle_numero_unique)
-- attendu
SELECT dep_logement::VARCHAR AS dep_logement, annee::INTEGER AS annee, etape::VARCHAR AS etape, date_extraction::DATE AS date_extraction, nb_lignes::BIGINT AS nb_lignes, est_partielle::BOOLEAN AS est_partielle, date_extraction_suivante::DATE AS date_extraction_suivante, est_arrete::BOOLEAN AS est_arrete, est_derniere::BOOLEAN AS est_derniere
FROM (VALUES
  ('Z12', 2024, 'RADIATION', '2025-01-22', 4, false, '2025-07-01', true, false),
  ('Z12', 2024, 'RADIATION', '2025-07-01', 3, false, NULL, false, true),
  ('Z12', 2024, 'RADIATION', '2025-10-01', 1, true, NULL, false, false),
  ('Z12', 2025, 'RADIATION', '2025-07-01', 2, false, NULL, false, false)
) AS v(dep_logement, annee, etape, date_extraction, nb_lignes, est_partielle, date_extraction_suivante, est_arrete, est_derniere)
