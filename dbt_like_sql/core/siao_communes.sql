-- Dans quel EPCI est une commune que cite un SIAO, ancienne ou actuelle.
-- Grain : un code de commune ou d’arrondissement municipal.
-- Définition : composition du dernier millésime dont les EPCI sont connus, la même pour toutes les années. Une commune disparue est où sont
-- celles qui l’ont reprise, si toutes sont dans le même EPCI ; sinon elle n’est pas là. EPCI vide : dans aucun.
-- Source : core.communes, core.passages.
WITH actuelles AS (
  SELECT millesime_cog, commune_code, epci_code
  FROM core.communes
  WHERE millesime_cog = (SELECT max(millesime_cog) FROM core.communes WHERE epci_code IS NOT NULL)
),
disparues AS (
  SELECT p.code_depart, a.epci_code
  FROM core.passages AS p
  JOIN actuelles AS a ON a.millesime_cog = p.millesime_arrivee AND a.commune_code = p.code_arrivee
  ANTI JOIN actuelles AS encore ON encore.commune_code = p.code_depart
  WHERE p.millesime_depart < p.millesime_arrivee
  QUALIFY rank() OVER (PARTITION BY p.code_depart ORDER BY p.millesime_depart DESC) = 1
)
SELECT commune_code, epci_code FROM actuelles
UNION ALL
SELECT code_depart, any_value(epci_code)
FROM disparues
GROUP BY code_depart
HAVING count(DISTINCT coalesce(epci_code, '')) = 1
