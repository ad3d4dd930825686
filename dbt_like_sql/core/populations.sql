-- Population municipale des territoires, au millésime de référence : le dernier dont la composition des EPCI est connue.
-- Grain : un niveau et un code de territoire.
-- Définition : somme des communes, chacune une fois ; vide si la population d’une commune du millésime manque.
-- Source : core.communes.
WITH communes AS (
  SELECT *
  FROM core.communes
  WHERE millesime_cog = (SELECT max(millesime_cog) FROM core.communes WHERE epci_code IS NOT NULL)
),
membres AS (
  SELECT type_commune AS niveau, commune_code AS territoire_code, * FROM communes
  UNION ALL
  SELECT 'SIREN_EPCI', epci_code, * FROM communes WHERE type_commune = 'COM'
  UNION ALL
  SELECT 'SIREN_EPT', ept_code, * FROM communes WHERE type_commune = 'COM'
  UNION ALL
  SELECT 'DEP', departement_code, * FROM communes WHERE type_commune = 'COM' AND region_code IS NOT NULL
  UNION ALL
  SELECT 'REG', region_code, * FROM communes WHERE type_commune = 'COM'
)
SELECT
  niveau,
  territoire_code,
  millesime_cog,
  count(*) AS nb_communes,
  CASE WHEN bool_and(pop_municipale IS NOT NULL) THEN sum(pop_municipale)::INTEGER END AS pop_municipale,
  mode(millesime_population) AS millesime_population
FROM membres
WHERE territoire_code IS NOT NULL
GROUP BY niveau, territoire_code, millesime_cog
