-- entree staging.siao_demande_insertion
SELECT siao_dep, zone, cle_demande, cle_menage, date_transmission::DATE AS date_transmission, cles_numero_unique::VARCHAR[] AS cles_numero_unique, nb_numeros_illisibles
FROM (VALUES
  ('Z12', 'Z12', 'd-1', 'm-1', '2024-03-01', ['n-1'], 0),
  ('Z12', 'Z12', 'd-2', 'm-1', '2024-01-01', ['n-1', 'n-2'], 0),
  ('Z12', 'Z12', 'd-3', 'm-2', '2024-01-01', ['n-3'], 0),
  ('Z12', 'Z12', 'd-4', 'm-3', '2024-01-01', NULL, 1),
  ('Z12', 'Z12', 'd-5', 'm-4', '2024-01-01', ['n-5'], 0),
  ('75', 'R11', 'd-6', 'm-6', '2024-01-01', ['n-6'], 0),
  ('77', 'R11', 'd-7', 'm-7', '2024-01-01', ['n-3'], 0)
) AS v(siao_dep, zone, cle_demande, cle_menage, date_transmission, cles_numero_unique, nb_numeros_illisibles)
-- entree core.sne_etapes
-- n-1 : deux extractions disent le même bail, une troisième un bail corrigé ; n-5 : bail annulé ; n-6 : Paris, relogé en Seine-Saint-Denis
SELECT zone, cle_numero_unique, etape, date_etape::DATE AS date_etape, date_fin_validite::DATE AS date_fin_validite
FROM (VALUES
  ('Z12', 'n-1', 'ATTRIBUTION_CALEOL', '2024-05-01', NULL),
  ('Z12', 'n-1', 'BAIL_SIGNE', '2024-06-01', NULL),
  ('Z12', 'n-1', 'BAIL_SIGNE', '2024-06-01', NULL),
  ('Z12', 'n-1', 'BAIL_SIGNE', '2024-05-15', '2025-07-01'),
  ('Z21', 'n-3', 'BAIL_SIGNE', '2024-06-01', NULL),
  ('Z12', 'n-5', 'BAIL_SIGNE', '2024-06-01', '2025-07-01'),
  ('R11', 'n-6', 'BAIL_SIGNE', '2024-06-01', NULL)
) AS v(zone, cle_numero_unique, etape, date_etape, date_fin_validite)
-- attendu
SELECT siao_dep, zone, cle_menage, cle_numero_unique, connu_depuis::DATE AS connu_depuis, date_bail::DATE AS date_bail, lien
FROM (VALUES
  ('Z12', 'Z12', 'm-1', 'n-1', '2024-01-01', '2024-06-01', 'ETAPE'),
  ('Z12', 'Z12', 'm-1', 'n-2', '2024-01-01', NULL, 'AUCUN'),
  ('Z12', 'Z12', 'm-2', 'n-3', '2024-01-01', NULL, 'AILLEURS'),
  ('Z12', 'Z12', 'm-4', 'n-5', '2024-01-01', NULL, 'AUCUN'),
  ('75', 'R11', 'm-6', 'n-6', '2024-01-01', '2024-06-01', 'ETAPE'),
  ('77', 'R11', 'm-7', 'n-3', '2024-01-01', NULL, 'AILLEURS')
) AS v(siao_dep, zone, cle_menage, cle_numero_unique, connu_depuis, date_bail, lien)
