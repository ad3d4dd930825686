-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_source, siao_dep
FROM (VALUES
  ('DEP', 'Z11', 'Z11', 'Z11'),
  ('SIREN_EPCI', 'E1', 'SIREN_EPCI:E1@Z11', 'Z11'),
  ('SIREN_EPCI', 'E2', 'SIREN_EPCI:E2@Z11', 'Z11'),
  ('SIREN_EPCI', 'E3', 'SIREN_EPCI:E3@Z11+Z12', 'Z11'),
  ('SIREN_EPCI', 'E3', 'SIREN_EPCI:E3@Z11+Z12', 'Z12')
) AS v(niveau, territoire_code, siao_source, siao_dep)
-- entree core.siao_communes
SELECT unnest(['c-1', 'c-2', 'c-3', 'c-4']) AS commune_code, unnest(['E1', 'E2', 'E3', NULL]) AS epci_code
-- entree core.siao_demandes_115
SELECT siao_dep, 'd-' || cle_menage || nuit AS cle_demande, cle_menage, nuit::DATE AS nuit_demandee, nuit::DATE + heure::TIME AS date_heure_demande, commune_sollicitation_code::VARCHAR AS commune_sollicitation_code
FROM (VALUES
  ('Z11', 'm-1', '2025-01-10', '18:00', 'c-1'),
  ('Z11', 'm-1', '2025-02-10', '18:00', NULL),
  ('Z11', 'm-1', '2025-02-20', '18:00', 'c-1'),
  ('Z11', 'm-1', '2025-03-10', '18:00', 'c-2'),
  ('Z11', 'm-1', '2025-03-20', '23:00', 'c-1'),
  ('Z11', 'm-1', '2025-03-20', '09:00', 'c-2'),
  ('Z11', 'm-2', '2025-01-15', '18:00', 'c-4'),
  ('Z11', 'm-2', '2025-05-01', '18:00', 'c-3'),
  ('Z12', 'm-3', '2025-05-01', '18:00', 'c-1'),
  ('Z11', 'm-4', '2025-05-01', '18:00', 'c-9')
) AS v(siao_dep, cle_menage, nuit, heure, commune_sollicitation_code)
-- entree staging.siao_personne
SELECT siao_dep, cle_menage, cle_personne AS cle_personne_centrale
FROM (VALUES
  ('Z11', 'm-1', 'p-1'),
  ('Z11', 'm-1', 'p-1'),
  ('Z11', 'm-2', 'p-2'),
  ('Z12', 'm-3', 'p-3'),
  ('Z11', 'm-4', 'p-4')
) AS v(siao_dep, cle_menage, cle_personne)
-- entree core.siao_episodes
SELECT siao_dep, rapprochement, cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin
FROM (VALUES
  ('Z11', 'CENTRAL', 'p-1', '2025-01-02', '2025-03-15'),
  ('Z11', 'CENTRAL', 'p-1', '2025-06-01', NULL),
  ('Z11', 'STRICT', 'p-1', '2025-01-02', '2025-03-15'),
  ('Z11', 'CENTRAL', 'p-2', '2025-01-15', NULL),
  ('Z12', 'CENTRAL', 'p-3', '2025-05-01', '2025-08-01'),
  ('Z11', 'CENTRAL', 'p-4', '2025-05-01', '2025-08-01')
) AS v(siao_dep, rapprochement, cle_personne, date_debut, date_fin)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, siao_dep::VARCHAR AS siao_dep, cle_personne::VARCHAR AS cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin
FROM (VALUES
  ('SIREN_EPCI', 'E1', 'Z11', 'p-1', '2025-01-02', '2025-03-10'),
  ('SIREN_EPCI', 'E2', 'Z11', 'p-1', '2025-03-10', '2025-03-15'),
  ('SIREN_EPCI', 'E1', 'Z11', 'p-1', '2025-06-01', NULL),
  ('HORS_EPCI', 'Z11', 'Z11', 'p-2', '2025-01-15', '2025-05-01'),
  ('SIREN_EPCI', 'E3', 'Z11', 'p-2', '2025-05-01', NULL),
  ('HORS_EPCI', 'Z11', 'Z11', 'p-2', '2025-05-01', NULL),
  ('HORS_EPCI', 'Z12', 'Z12', 'p-3', '2025-05-01', '2025-08-01'),
  ('HORS_EPCI', 'Z11', 'Z11', 'p-4', '2025-05-01', '2025-08-01')
) AS v(niveau, territoire_code, siao_dep, cle_personne, date_debut, date_fin)
