-- entree core.territoires_publies
SELECT
  'DEP' AS niveau, '2A' AS territoire_code, 'Corse-du-Sud' AS territoire_libelle, '2A' AS departement_code, '94' AS region_code,
  2025 AS millesime_cog, 160000 AS pop_municipale, 2025 AS millesime_population, false AS est_fictif
-- attendu
SELECT
  'DEP' AS niveau, '2A' AS territoire_code, 'Corse-du-Sud' AS territoire_libelle, '2A' AS departement_code, '94' AS region_code,
  2025 AS millesime_cog, 160000 AS pop_municipale, 2025 AS millesime_population, false AS est_fictif
