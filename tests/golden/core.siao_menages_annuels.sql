-- entree core.siao_demandes
SELECT siao_dep, mois::DATE AS mois, cle_menage::VARCHAR AS cle_menage, est_pourvue::BOOLEAN AS est_pourvue, lieu_demande, epci_code::VARCHAR AS epci_code
FROM (VALUES
  ('Z12', '2025-01-01', 'm-1', false, 'EPCI', 'E1'),
  ('Z12', '2025-01-01', 'm-1', true, 'PARTAGE', 'E2'),
  ('Z12', '2025-01-01', 'm-2', false, 'NON_SITUEE', NULL),
  ('Z12', '2025-01-01', 'm-2', false, 'AILLEURS', NULL),
  ('Z13', '2025-01-01', 'm-1', false, 'PARTAGE', 'E2'),
  ('Z12', '2025-02-01', 'm-1', false, 'EPCI', 'E1'),
  ('Z12', '2025-02-01', NULL, false, 'EPCI', 'E1'),
  ('Z12', '2024-02-01', 'm-7', false, 'EPCI', 'E1')
) AS v(siao_dep, mois, cle_menage, est_pourvue, lieu_demande, epci_code)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, lieu_demande::VARCHAR AS lieu_demande, annee::DATE AS annee, nb_menages::BIGINT AS nb_menages, nb_menages_deja_pourvus::BIGINT AS nb_menages_deja_pourvus
FROM (VALUES
  ('DEP', 'Z12', 'TOTAL', '2024-01-01', 1, 0),
  ('DEP', 'Z12', 'TOTAL', '2025-01-01', 2, 1),
  ('DEP', 'Z13', 'TOTAL', '2025-01-01', 1, 0),
  ('SIREN_EPCI', 'E1', 'TOTAL', '2024-01-01', 1, 0),
  ('SIREN_EPCI', 'E1', 'TOTAL', '2025-01-01', 1, 0),
  ('SIREN_EPCI', 'E2', 'TOTAL', '2025-01-01', 2, 1),
  ('HORS_EPCI', 'Z12', 'AILLEURS', '2025-01-01', 2, 1),
  ('HORS_EPCI', 'Z13', 'AILLEURS', '2025-01-01', 1, 0),
  ('HORS_EPCI', 'Z12', 'NON_SITUEE', '2025-01-01', 1, 0)
) AS v(niveau, territoire_code, lieu_demande, annee, nb_menages, nb_menages_deja_pourvus)
