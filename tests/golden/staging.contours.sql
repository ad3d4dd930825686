-- entree lake.contours
SELECT '2025-dep-971' AS lot, 'DEP' AS niveau, '971' AS territoire_code, 'Guadeloupe' AS territoire_libelle, 2025 AS millesime_cog,
  5490 AS projection, false AS est_reparee, '\x01\x02'::BLOB AS geometrie
-- attendu
SELECT '2025-dep-971' AS lot, 'DEP' AS niveau, '971' AS territoire_code, 'Guadeloupe' AS territoire_libelle, 2025 AS millesime_cog,
  5490 AS projection, false AS est_reparee, '\x01\x02'::BLOB AS geometrie
