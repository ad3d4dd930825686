-- entree lake.cog_region
SELECT 2026 AS millesime_cog, '84' AS region_code, 'Auvergne-Rhône-Alpes' AS region_libelle, '69123' AS chef_lieu_code
-- attendu
SELECT 2026 AS millesime_cog, '84' AS region_code, 'Auvergne-Rhône-Alpes' AS region_libelle
