-- entree core.siao_libelles
SELECT 'siao_lieu_demande' AS liste, code, libelle, regroupement FROM ref.siao_lieu_demande
-- entree core.siao_periodes
SELECT niveau, territoire_code, siao_source, periode, periode_debut::DATE AS periode_debut
FROM (VALUES
  ('DEP', 'Z12', 'Z12', '2025', '2025-01-01'),
  ('DEP', 'Z12', 'Z12', '2025-01', '2025-01-01'),
  ('SIREN_EPCI', 'E1', 'SIREN_EPCI:E1@Z12', '2025', '2025-01-01'),
  ('SIREN_EPCI', 'E1', 'SIREN_EPCI:E1@Z12', '2025-01', '2025-01-01'),
  ('SIREN_EPCI', 'E2', 'SIREN_EPCI:E2@Z12+Z13', '2025', '2025-01-01'),
  ('SIREN_EPCI', 'E2', 'SIREN_EPCI:E2@Z12+Z13', '2025-01', '2025-01-01'),
  ('HORS_EPCI', 'Z12', 'Z12', '2025', '2025-01-01'),
  ('HORS_EPCI', 'Z12', 'Z12', '2025-01', '2025-01-01'),
  ('REG', 'R', 'REG:R@Z12+Z13', '2025', '2025-01-01')
) AS v(niveau, territoire_code, siao_source, periode, periode_debut)
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
-- entree core.siao_observations
SELECT niveau, territoire_code, DATE '2024-06-01' AS observe_depuis
FROM (VALUES
  ('DEP', 'Z12'),
  ('SIREN_EPCI', 'E1'),
  ('SIREN_EPCI', 'E2'),
  ('HORS_EPCI', 'Z12'),
  ('REG', 'R')
) AS v(niveau, territoire_code)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, lieu_demande::VARCHAR AS lieu_demande, lieu_demande_libelle::VARCHAR AS lieu_demande_libelle, nb_menages::INTEGER AS nb_menages, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 2, 'PUBLIE'),
  ('SIREN_EPCI:E1@Z12:2025', 'SIREN_EPCI', 'E1', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 1, 'PUBLIE'),
  ('SIREN_EPCI:E2@Z12+Z13:2025', 'SIREN_EPCI', 'E2', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 2, 'PUBLIE'),
  ('AILLEURS:Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'AILLEURS', 'Hors des EPCI du département, ou dans un EPCI qui en dépasse', 2, 'PUBLIE'),
  ('NON_SITUEE:Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'NON_SITUEE', 'Commune inconnue', 1, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, lieu_demande, lieu_demande_libelle, nb_menages, statut_valeur)
