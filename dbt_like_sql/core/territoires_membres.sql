-- Ce que chaque territoire réunit : des communes du dernier millésime, ou des départements entiers.
-- Grain : un niveau, un territoire, un département, et une commune quand le territoire se fait de communes.
-- Définition : un département, une région et un pays prennent aussi ce dont la commune n’est pas connue.
-- Source : core.communes_actuelles, core.groupes_acceleres.
WITH communes AS (
  SELECT commune_code, departement_code, region_code, epci_code, pays_code FROM core.communes_actuelles WHERE code = commune_code
)
SELECT 'COM' AS niveau, commune_code AS territoire_code, departement_code, commune_code FROM communes
UNION ALL
SELECT 'SIREN_EPCI' AS niveau, epci_code, departement_code, commune_code FROM communes WHERE epci_code IS NOT NULL
UNION ALL
SELECT 'GROUPE_COMMUNES' AS niveau, g.groupe_code, c.departement_code, c.commune_code
FROM core.groupes_acceleres AS g
JOIN communes AS c USING (commune_code)
UNION ALL
SELECT DISTINCT 'DEP' AS niveau, departement_code, departement_code, NULL AS commune_code FROM communes WHERE region_code IS NOT NULL
UNION ALL
SELECT DISTINCT 'REG' AS niveau, region_code, departement_code, NULL AS commune_code FROM communes WHERE region_code IS NOT NULL
UNION ALL
SELECT DISTINCT 'FR' AS niveau, pays_code, departement_code, NULL AS commune_code FROM communes WHERE region_code IS NOT NULL
