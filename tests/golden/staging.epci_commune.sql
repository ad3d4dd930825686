-- entree lake.epci_commune
SELECT 2025 AS millesime_cog, '200069193' AS epci_code, 'CC de la Dombes' AS epci_libelle, 'CC' AS epci_nature, '01001' AS commune_code, 859 AS pop_municipale
-- entree ref.communes
SELECT * FROM (VALUES
  (2025, '93066', '200054781', 'Métropole du Grand Paris', 'METRO', '200057867', 'Plaine Commune', 148907),
  (2025, '85113', NULL, NULL, NULL, NULL, NULL, 4829),
  (2024, '93066', '200054781', 'Métropole du Grand Paris', 'METRO', NULL, NULL, 148000)
) AS t(millesime_cog, commune_code, epci_code, epci_libelle, epci_nature, ept_code, ept_libelle, pop_municipale)
-- attendu
SELECT * FROM (VALUES
  (2025, '200069193', 'CC',    '01001', 859),
  (2025, '200057867', 'EPT',   '93066', 148907),
  (2024, '200054781', 'METRO', '93066', 148000)
) AS t(millesime_cog, epci_code, epci_nature, commune_code, pop_municipale)
