-- entree core.siao_libelles
SELECT 'siao_lieu_demande' AS liste, code, libelle, regroupement FROM ref.siao_lieu_demande
UNION ALL
SELECT 'siao_acces_place' AS liste, code, libelle, regroupement FROM ref.siao_acces_place
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
-- entree core.siao_menages_annuels
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
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, lieu_demande::VARCHAR AS lieu_demande, lieu_demande_libelle::VARCHAR AS lieu_demande_libelle, acces_place::VARCHAR AS acces_place, acces_place_libelle::VARCHAR AS acces_place_libelle, nb_menages::INTEGER AS nb_menages, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 'TOTAL', 'Ménages qui ont demandé', 2, 'PUBLIE'),
  ('Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 'DEJA', 'Une place au moins une nuit', 1, 'PUBLIE'),
  ('SIREN_EPCI:E1@Z12:2025', 'SIREN_EPCI', 'E1', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 'TOTAL', 'Ménages qui ont demandé', 1, 'PUBLIE'),
  ('SIREN_EPCI:E1@Z12:2025', 'SIREN_EPCI', 'E1', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 'DEJA', 'Une place au moins une nuit', 0, 'ZERO'),
  ('SIREN_EPCI:E2@Z12+Z13:2025', 'SIREN_EPCI', 'E2', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 'TOTAL', 'Ménages qui ont demandé', 2, 'PUBLIE'),
  ('SIREN_EPCI:E2@Z12+Z13:2025', 'SIREN_EPCI', 'E2', '2025', '2025-01-01', 'TOTAL', 'Tout le territoire', 'DEJA', 'Une place au moins une nuit', 1, 'PUBLIE'),
  ('AILLEURS:Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'AILLEURS', 'Hors des EPCI du département, ou dans un EPCI qui en dépasse', 'TOTAL', 'Ménages qui ont demandé', 2, 'PUBLIE'),
  ('AILLEURS:Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'AILLEURS', 'Hors des EPCI du département, ou dans un EPCI qui en dépasse', 'DEJA', 'Une place au moins une nuit', 1, 'PUBLIE'),
  ('NON_SITUEE:Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'NON_SITUEE', 'Commune inconnue', 'TOTAL', 'Ménages qui ont demandé', 1, 'PUBLIE'),
  ('NON_SITUEE:Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'NON_SITUEE', 'Commune inconnue', 'DEJA', 'Une place au moins une nuit', 0, 'ZERO')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, lieu_demande, lieu_demande_libelle, acces_place, acces_place_libelle, nb_menages, statut_valeur)
