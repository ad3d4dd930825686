-- entree core.communes
SELECT * FROM (VALUES
  (2025, '63113', 'COM', 'Clermont-Ferrand', '63', '84', '246300701', 'Clermont Auvergne Métropole', NULL, NULL, NULL, 147751, 2025),
  (2025, 'Z1101', 'COM', 'Ombrevelle-Ville', 'Z11', 'Z1', NULL, NULL, NULL, NULL, NULL, 40265, 2025)
) AS t(millesime_cog, commune_code, type_commune, commune_libelle, departement_code, region_code, epci_code, epci_libelle, ept_code, ept_libelle, commune_parente, pop_municipale, millesime_population)
-- entree core.territoires_publies
SELECT true AS est_fictif
-- attendu
SELECT 2025 AS millesime_cog, 'Z1101' AS commune_code, 'COM' AS type_commune, 40265 AS pop_municipale
