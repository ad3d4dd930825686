-- Quels SIAO alimentent quel territoire.
-- Grain : un niveau, un territoire, un SIAO.
-- Définition : un SIAO est celui de son département (DEP). Une région (REG) ou un EPCI n’est là que si tous les départements où il a une
-- commune ont un SIAO reçu. HORS_EPCI : ce que le SIAO d’un département ne situe dans aucun EPCI tenu tout entier dans celui-ci. siao_source
-- commence les codes des tables publiées, et dit de quels SIAO vient un territoire ; le code du département suffit pour ce qui est à lui.
-- Composition du dernier millésime dont les EPCI sont connus.
-- Source : core.siao_sources, core.communes.
WITH siao AS (
  SELECT siao_dep FROM core.siao_sources
),
communes AS (
  SELECT departement_code, region_code, epci_code
  FROM core.communes
  WHERE type_commune = 'COM' AND millesime_cog = (SELECT max(millesime_cog) FROM core.communes WHERE epci_code IS NOT NULL)
),
membres AS (
  SELECT DISTINCT 'REG' AS niveau, region_code AS territoire_code, departement_code AS siao_dep FROM communes
  UNION ALL
  SELECT DISTINCT 'SIREN_EPCI', epci_code, departement_code FROM communes
),
complets AS (
  SELECT m.niveau, m.territoire_code, list(m.siao_dep ORDER BY m.siao_dep) AS departements
  FROM membres AS m
  LEFT JOIN siao AS s USING (siao_dep)
  WHERE m.territoire_code IS NOT NULL
  GROUP BY ALL
  HAVING count(s.siao_dep) = count(*)
),
reunis AS (
  SELECT 'DEP' AS niveau, siao_dep AS territoire_code, siao_dep AS siao_source, siao_dep FROM siao
  UNION ALL
  SELECT niveau, territoire_code, niveau || ':' || territoire_code || '@' || array_to_string(departements, '+'), unnest(departements)
  FROM complets
)
SELECT niveau, territoire_code, siao_source, siao_dep FROM reunis
UNION ALL
SELECT DISTINCT 'HORS_EPCI', siao_dep, siao_dep, siao_dep FROM reunis WHERE niveau = 'SIREN_EPCI'
