-- entree lake.perimetre
SELECT *, 2 AS ligne_source FROM (VALUES
  ('PER-75056-2025', 'SECTEUR', '75119-07', 'La Villette', '75056_2025-01-23', '75119', 2025, 0.42, 9100, true,  'g-75119-07', DATE '2025-02-01', 'b'),
  ('PER-75056-2025', 'ARM',     '75119',    NULL,          '75056_2025-01-23', NULL,    2025, NULL, NULL, true,  NULL, DATE '2025-02-01', 'b'),
  -- un envoi plus ancien du même périmètre
  ('PER-75056-2025', 'ARM',     '75120',    NULL,          '75056_2025-01-23', NULL,    2025, NULL, NULL, true,  NULL, DATE '2025-01-30', 'a')
) AS t(perimetre_id, element_type, element_code, element_libelle, edition_id, commune_code, millesime_cog, surface_km2, pop_reference, est_couvert, geometrie_id, date_reception, fichier_sha256)
-- attendu
SELECT * FROM (VALUES
  ('PER-75056-2025', 'SECTEUR', '75119-07', 'La Villette', '75056_2025-01-23', '75119', 2025, 0.42, 9100, true,  'g-75119-07'),
  ('PER-75056-2025', 'ARM',     '75119',    NULL,          '75056_2025-01-23', '75119', 2025, NULL, NULL, true,  NULL)
) AS t(perimetre_id, element_type, element_code, element_libelle, edition_id, commune_code, millesime_cog, surface_km2, pop_reference, est_couvert, geometrie_id)
