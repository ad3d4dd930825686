-- entree staging.contours
SELECT lot, niveau, code AS territoire_code, 'Nom' AS territoire_libelle, millesime AS millesime_cog, 2154 AS projection, false AS est_reparee, trace::BLOB AS geometrie
FROM (VALUES
  ('2023-siren_epci-metropole', 'SIREN_EPCI', '200000001', 2023, 'ancien'),
  ('2025-siren_epci-metropole', 'SIREN_EPCI', '200000001', 2025, 'nouveau'),
  ('2023-siren_epci-metropole', 'SIREN_EPCI', '200000009', 2023, 'disparu en 2025'),
  ('2023-siren_epci-974',       'SIREN_EPCI', '249740119', 2023, 'existe encore en 2025'),
  ('2025-dep-metropole',        'DEP',        '75',        2025, 'dans un grand lot'),
  ('2025-dep-metropole',        'DEP',        '92',        2025, 'dans un grand lot'),
  ('2025-dep-75',               'DEP',        '75',        2025, 'dans un petit lot'),
  ('2018-com-75',               'COM',        '75056',     2018, 'sans liste connue en 2018'),
  ('2025-dep-fictif',           'DEP',        'Z11',       2025, 'fictif')
) AS t(lot, niveau, code, millesime, trace)
-- entree core.communes
SELECT * FROM (VALUES
  (2023, '01001', 'COM', '200000009', NULL),
  (2025, '01001', 'COM', '200000001', NULL),
  (2025, '97411', 'COM', '249740119', NULL)
) AS t(millesime_cog, commune_code, type_commune, epci_code, ept_code)
-- attendu
SELECT niveau, code AS territoire_code, millesime AS millesime_cog, trace::BLOB AS geometrie, fictif AS est_fictif
FROM (VALUES
  ('SIREN_EPCI', '200000001', 2025, 'nouveau',                   false),
  ('SIREN_EPCI', '249740119', 2023, 'existe encore en 2025',     false),
  ('DEP',        '75',        2025, 'dans un grand lot',         false),
  ('DEP',        '92',        2025, 'dans un grand lot',         false),
  ('COM',        '75056',     2018, 'sans liste connue en 2018', false),
  ('DEP',        'Z11',       2025, 'fictif',                    true)
) AS t(niveau, code, millesime, trace, fictif)
