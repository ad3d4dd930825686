-- entree lake.cog_outremer
SELECT 2026 AS millesime_cog, '97501' AS commune_code, 'Miquelon-Langlade' AS commune_libelle, '975' AS collectivite_code, 'Saint-Pierre-et-Miquelon' AS collectivite_libelle, 596 AS pop_municipale
-- attendu
SELECT 2026 AS millesime_cog, '97501' AS commune_code, 'Miquelon-Langlade' AS commune_libelle, '975' AS collectivite_code, 596 AS pop_municipale
