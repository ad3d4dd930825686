-- entree lake.population_commune
SELECT 2026 AS millesime_cog, '976' AS departement_code, '601' AS commune_numero, '97601' AS commune_code, 5192 AS pop_municipale
-- attendu
SELECT 2026 AS millesime_cog, '97601' AS commune_code, 5192 AS pop_municipale
