-- entree lake.cog_departement
SELECT 2026 AS millesime_cog, '01' AS departement_code, 'Ain' AS departement_libelle, '84' AS region_code, '01053' AS chef_lieu_code
-- attendu
SELECT 2026 AS millesime_cog, '01' AS departement_code, 'Ain' AS departement_libelle, '84' AS region_code
