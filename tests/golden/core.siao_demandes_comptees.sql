-- entree core.siao_demandes
SELECT siao_dep, mois::DATE AS mois, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe, lieu_demande, epci_code::VARCHAR AS epci_code
FROM (VALUES
  ('Z12', '2026-01-01', false, false, 'OFFRE', 'EPCI', 'E1'),
  ('Z12', '2026-01-01', false, false, 'OFFRE', 'EPCI', 'E1'),
  ('Z12', '2026-01-01', NULL, true, NULL, 'EPCI', 'E1'),
  ('Z21', '2026-01-01', true, true, NULL, 'NON_SITUEE', NULL)
) AS v(siao_dep, mois, est_renouvellement, est_pourvue, motif_regroupe, lieu_demande, epci_code)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe, lieu_demande::VARCHAR AS lieu_demande, epci_code::VARCHAR AS epci_code, nb_demandes::BIGINT AS nb_demandes
FROM (VALUES
  ('Z12', '2026-01-01', false, false, 'OFFRE', 'EPCI', 'E1', 2),
  ('Z12', '2026-01-01', NULL, true, NULL, 'EPCI', 'E1', 1),
  ('Z21', '2026-01-01', true, true, NULL, 'NON_SITUEE', NULL, 1)
) AS v(siao_dep, mois, est_renouvellement, est_pourvue, motif_regroupe, lieu_demande, epci_code, nb_demandes)
