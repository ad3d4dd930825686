-- entree lake.perimetre
SELECT * FROM (VALUES
  ('PER-75056-2025', 'SECTEUR', '75119-07', 'La Villette', '75056_2025-01-23', '75119', 2025, 0.42, 9100, true,  'g-75119-07'),
  ('PER-75056-2025', 'ARM',     '75119',    NULL,          '75056_2025-01-23', NULL,    2025, NULL, NULL, true,  NULL)
) AS t(perimetre_id, element_type, element_code, element_libelle, edition_id, commune_code, millesime_cog, surface_km2, pop_reference, est_couvert, geometrie_id)
-- attendu
SELECT * FROM (VALUES
  ('PER-75056-2025', 'SECTEUR', '75119-07', 'La Villette', '75056_2025-01-23', '75119', 2025, 0.42, 9100, true,  'g-75119-07'),
  ('PER-75056-2025', 'ARM',     '75119',    NULL,          '75056_2025-01-23', '75119', 2025, NULL, NULL, true,  NULL)
) AS t(perimetre_id, element_type, element_code, element_libelle, edition_id, commune_code, millesime_cog, surface_km2, pop_reference, est_couvert, geometrie_id)
