-- entree core.contours
SELECT niveau, code AS territoire_code, nom AS territoire_libelle, 2025 AS millesime_cog, 2154 AS projection, false AS est_reparee, 'trace'::BLOB AS geometrie, starts_with(code, 'Z') AS est_fictif
FROM (VALUES
  ('SIREN_EPCI', '200040715', 'Metropole grenobloise'),
  ('DEP',        '38',        'Isère'),
  ('DEP',        '39',        NULL),
  ('DEP',        'Z11',       'Département fictif')
) AS t(niveau, code, nom)
-- entree core.territoires
SELECT * FROM (VALUES
  ('SIREN_EPCI', '200040715', 'La Métro',                 NULL),
  ('SIREN_EPCI', '200040715', 'Grenoble-Alpes-Métropole', DATE '2015-01-01')
) AS t(niveau, territoire_code, territoire_libelle, valide_du)
-- entree core.territoires_publies
SELECT 'DEP' AS niveau, '38' AS territoire_code, false AS est_fictif
-- attendu
SELECT niveau, code AS territoire_code, nom AS territoire_libelle, 2025 AS millesime_cog, 2154 AS projection, 'trace'::BLOB AS geometrie, false AS est_fictif
FROM (VALUES
  ('SIREN_EPCI', '200040715', 'Grenoble-Alpes-Métropole'),
  ('DEP',        '38',        'Isère'),
  ('DEP',        '39',        '39')
) AS t(niveau, code, nom)
