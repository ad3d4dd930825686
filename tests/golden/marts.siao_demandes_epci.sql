-- entree core.siao_libelles
SELECT 'siao_lieu_demande' AS liste, code, libelle, regroupement FROM ref.siao_lieu_demande
UNION ALL
SELECT 'siao_reponse_demande' AS liste, code, libelle, regroupement FROM ref.siao_reponse_demande
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
-- entree core.siao_demandes_comptees
SELECT siao_dep, mois::DATE AS mois, est_pourvue::BOOLEAN AS est_pourvue, lieu_demande, epci_code::VARCHAR AS epci_code, count(*) AS nb_demandes
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
GROUP BY ALL
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, lieu_demande::VARCHAR AS lieu_demande, lieu_demande_libelle::VARCHAR AS lieu_demande_libelle, reponse_demande::VARCHAR AS reponse_demande, reponse_demande_libelle::VARCHAR AS reponse_demande_libelle, nb_demandes::INTEGER AS nb_demandes, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('SIREN_EPCI:E1@Z12:2025-01', 'SIREN_EPCI', 'E1', '2025-01', '2025-01-01', 'EPCI', 'Dans l’EPCI', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('SIREN_EPCI:E1@Z12:2025-01', 'SIREN_EPCI', 'E1', '2025-01', '2025-01-01', 'EPCI', 'Dans l’EPCI', 'POURVUE', 'Pourvue', 0, 'ZERO'),
  ('SIREN_EPCI:E1@Z12:2025-01', 'SIREN_EPCI', 'E1', '2025-01', '2025-01-01', 'EPCI', 'Dans l’EPCI', 'NON_POURVUE', 'Non pourvue', 1, 'PUBLIE'),
  ('SIREN_EPCI:E2@Z12+Z13:2025-01', 'SIREN_EPCI', 'E2', '2025-01', '2025-01-01', 'EPCI', 'Dans l’EPCI', 'TOTAL', 'Demandes qui ont une réponse', 2, 'PUBLIE'),
  ('SIREN_EPCI:E2@Z12+Z13:2025-01', 'SIREN_EPCI', 'E2', '2025-01', '2025-01-01', 'EPCI', 'Dans l’EPCI', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('SIREN_EPCI:E2@Z12+Z13:2025-01', 'SIREN_EPCI', 'E2', '2025-01', '2025-01-01', 'EPCI', 'Dans l’EPCI', 'NON_POURVUE', 'Non pourvue', 1, 'PUBLIE'),
  ('AILLEURS:Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 'AILLEURS', 'Hors des EPCI du département, ou dans un EPCI qui en dépasse', 'TOTAL', 'Demandes qui ont une réponse', 2, 'PUBLIE'),
  ('AILLEURS:Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 'AILLEURS', 'Hors des EPCI du département, ou dans un EPCI qui en dépasse', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('AILLEURS:Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 'AILLEURS', 'Hors des EPCI du département, ou dans un EPCI qui en dépasse', 'NON_POURVUE', 'Non pourvue', 1, 'PUBLIE'),
  ('NON_SITUEE:Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 'NON_SITUEE', 'Commune inconnue', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('NON_SITUEE:Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 'NON_SITUEE', 'Commune inconnue', 'POURVUE', 'Pourvue', 0, 'ZERO'),
  ('NON_SITUEE:Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 'NON_SITUEE', 'Commune inconnue', 'NON_POURVUE', 'Non pourvue', 1, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, lieu_demande, lieu_demande_libelle, reponse_demande, reponse_demande_libelle, nb_demandes, statut_valeur)
