-- entree core.siao_demandes
SELECT siao_dep, mois::DATE AS mois, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe
FROM (VALUES
  ('Z12', '2026-01-01', false, false, 'OFFRE'),
  ('Z12', '2026-01-01', false, false, 'OFFRE'),
  ('Z12', '2026-01-01', NULL, true, NULL),
  ('Z21', '2026-01-01', true, true, NULL)
) AS v(siao_dep, mois, est_renouvellement, est_pourvue, motif_regroupe)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe, nb_demandes::BIGINT AS nb_demandes
FROM (VALUES
  ('Z12', '2026-01-01', false, false, 'OFFRE', 2),
  ('Z12', '2026-01-01', NULL, true, NULL, 1),
  ('Z21', '2026-01-01', true, true, NULL, 1)
) AS v(siao_dep, mois, est_renouvellement, est_pourvue, motif_regroupe, nb_demandes)
