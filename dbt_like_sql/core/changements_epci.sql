-- Communes qui changent d’EPCI, disparaissent ou apparaissent entre deux millésimes connus de suite.
-- Grain : un millésime de départ et un code de commune.
-- Définition : DISPARUE et APPARUE se lisent sur les codes (fusion, rétablissement, changement de code : voir
-- core.passages) ; CHANGE dit qu’un même code est dans deux EPCI différents, ou n’est plus ou pas encore dans un EPCI.
-- Source : core.communes.
WITH communes AS (
  SELECT millesime_cog, commune_code, epci_code
  FROM core.communes
  WHERE type_commune = 'COM' AND region_code IS NOT NULL
),
connus AS (
  SELECT millesime_cog AS depart, lead(millesime_cog) OVER (ORDER BY millesime_cog) AS arrivee
  FROM (SELECT DISTINCT millesime_cog FROM communes WHERE epci_code IS NOT NULL)
),
avant AS (
  SELECT depart, arrivee, commune_code, epci_code
  FROM communes JOIN connus ON communes.millesime_cog = connus.depart
  WHERE arrivee IS NOT NULL
),
apres AS (
  SELECT depart, arrivee, commune_code, epci_code
  FROM communes JOIN connus ON communes.millesime_cog = connus.arrivee
)
SELECT
  coalesce(avant.depart, apres.depart) AS millesime_depart,
  coalesce(avant.arrivee, apres.arrivee) AS millesime_arrivee,
  coalesce(avant.commune_code, apres.commune_code) AS commune_code,
  CASE
    WHEN apres.commune_code IS NULL THEN 'DISPARUE'
    WHEN avant.commune_code IS NULL THEN 'APPARUE'
    ELSE 'CHANGE'
  END AS changement,
  avant.epci_code AS epci_avant,
  apres.epci_code AS epci_apres
FROM avant
FULL JOIN apres ON apres.depart = avant.depart AND apres.commune_code = avant.commune_code
WHERE avant.commune_code IS NULL OR apres.commune_code IS NULL OR avant.epci_code IS DISTINCT FROM apres.epci_code
