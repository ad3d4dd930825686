-- Commune d’aujourd’hui de chaque code de commune connu, et les territoires où elle est.
-- Grain : un code de commune, d’aujourd’hui ou périmé, qui mène à une seule commune du dernier millésime dont les EPCI sont connus.
-- Définition : un code qui mène à plusieurs communes ne situe plus, et n’est pas ici. Un arrondissement est ramené à sa commune.
-- Source : core.communes, core.codes_perimes.
WITH communes AS (
  SELECT * FROM core.communes
  WHERE millesime_cog = (SELECT max(millesime_cog) FROM core.communes WHERE epci_code IS NOT NULL)
),
villes AS (
  SELECT commune_code, departement_code, region_code, epci_code FROM communes WHERE type_commune = 'COM'
),
codes AS (
  SELECT commune_code AS code, commune_code FROM villes
  UNION ALL
  SELECT commune_code, commune_parente FROM communes WHERE type_commune = 'ARM'
  UNION ALL
  SELECT commune_code, code_actuel
  FROM core.codes_perimes
  WHERE nb_actuels = 1 AND commune_code NOT IN (SELECT commune_code FROM communes)
)
SELECT
  codes.code,
  villes.commune_code,
  villes.departement_code,
  villes.region_code,
  villes.epci_code,
  if(starts_with(villes.commune_code, 'Z'), 'ZZ', 'FR') AS pays_code
FROM codes
JOIN villes USING (commune_code)
