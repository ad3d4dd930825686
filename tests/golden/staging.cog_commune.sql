-- entree lake.cog_commune
SELECT 2026 AS millesime_cog, 'COM' AS type_commune, '01001' AS commune_code, 'L’Abergement-Clémenciat' AS commune_libelle, '01' AS departement_code, '84' AS region_code, NULL AS commune_parente
-- entree ref.communes
SELECT * FROM (VALUES
  (2025, 'COMD', '01015', 'Arbignieu', '01', '84', '01015'),
  (2026, 'COM',  '01002', 'L’Abergement-de-Varey', '01', '84', NULL)
) AS t(millesime_cog, type_commune, commune_code, commune_libelle, departement_code, region_code, commune_parente)
-- attendu
SELECT * FROM (VALUES
  (2026, 'COM',  '01001', '01', NULL,    false),
  (2025, 'COMD', '01015', '01', '01015', true)
) AS t(millesime_cog, type_commune, commune_code, departement_code, commune_parente, est_extrait)
