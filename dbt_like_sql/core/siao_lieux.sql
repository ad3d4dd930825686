-- Dans quel EPCI est suivie chaque personne, tant qu’un SIAO la suit.
-- Grain : un niveau (SIREN_EPCI, HORS_EPCI), un territoire, un SIAO, une personne, un intervalle de date_debut à la veille de date_fin.
-- Définition : un épisode se coupe où le ménage change d’EPCI. Une personne est où son ménage a demandé au 115 pour la dernière fois d’une
-- commune connue, à défaut pour la première ; ses séjours et son insertion la suivent. De deux ménages, celui qui a changé le dernier. Un
-- jour donné, une personne suivie par un SIAO est dans un seul lieu : les EPCI et HORS_EPCI font le département. Un EPCI sur deux
-- départements est dans le HORS_EPCI de chacun. Rapprochement central.
-- Source : core.siao_episodes, core.siao_communes, core.siao_territoires, core.siao_demandes_115, staging.siao_personne.
WITH epci AS (
  SELECT territoire_code, siao_dep, contains(siao_source, '+') AS est_partage
  FROM core.siao_territoires
  WHERE niveau = 'SIREN_EPCI'
),
demandes AS (
  SELECT d.siao_dep, d.cle_menage, d.nuit_demandee, d.date_heure_demande, d.cle_demande, coalesce(e.territoire_code, '') AS lieu
  FROM core.siao_demandes_115 AS d
  JOIN core.siao_communes AS c ON c.commune_code = d.commune_sollicitation_code
  LEFT JOIN epci AS e ON e.territoire_code = c.epci_code AND e.siao_dep = d.siao_dep
  WHERE d.cle_menage IS NOT NULL
),
menages AS (
  SELECT siao_dep, cle_menage, min(nuit_demandee) AS nuit_demandee, min(lieu) AS lieu, min(lieu) < max(lieu) AS a_change
  FROM demandes
  GROUP BY ALL
),
-- de ceux qui ont demandé de plusieurs lieux : le dernier de chaque nuit
nuits AS (
  SELECT siao_dep, cle_menage, nuit_demandee, max({'heure': date_heure_demande, 'demande': cle_demande, 'lieu': lieu}).lieu AS lieu
  FROM demandes
  SEMI JOIN (SELECT siao_dep, cle_menage FROM menages WHERE a_change) USING (siao_dep, cle_menage)
  GROUP BY ALL
),
changements AS (
  SELECT siao_dep, cle_menage, nuit_demandee, lieu FROM menages WHERE NOT a_change
  UNION ALL
  SELECT *
  FROM nuits
  QUALIFY lieu IS DISTINCT FROM lag(lieu) OVER (PARTITION BY siao_dep, cle_menage ORDER BY nuit_demandee)
),
fiches AS (
  SELECT DISTINCT siao_dep, cle_menage, cle_personne_centrale AS cle_personne FROM staging.siao_personne
),
arrivees AS (
  SELECT c.siao_dep, f.cle_personne, c.nuit_demandee, max(c.lieu) AS lieu
  FROM changements AS c
  JOIN fiches AS f USING (siao_dep, cle_menage)
  GROUP BY ALL
),
lieux AS (
  SELECT
    siao_dep,
    cle_personne,
    lieu,
    CASE WHEN row_number() OVER suite = 1 THEN '-infinity'::DATE ELSE nuit_demandee END AS depuis,
    coalesce(lead(nuit_demandee) OVER suite, 'infinity'::DATE) AS jusqu_au
  FROM arrivees
  WINDOW suite AS (PARTITION BY siao_dep, cle_personne ORDER BY nuit_demandee)
),
situes AS (
  SELECT
    e.siao_dep,
    e.cle_personne,
    nullif(l.lieu, '') AS lieu,
    greatest(e.date_debut, coalesce(l.depuis, e.date_debut)) AS date_debut,
    nullif(least(coalesce(e.date_fin, 'infinity'::DATE), coalesce(l.jusqu_au, 'infinity'::DATE)), 'infinity'::DATE) AS date_fin
  FROM core.siao_episodes AS e
  LEFT JOIN lieux AS l
    ON l.siao_dep = e.siao_dep AND l.cle_personne = e.cle_personne
    AND l.depuis < coalesce(e.date_fin, 'infinity'::DATE) AND l.jusqu_au > e.date_debut
  WHERE e.rapprochement = 'CENTRAL'
)
SELECT 'SIREN_EPCI' AS niveau, s.lieu AS territoire_code, s.siao_dep, s.cle_personne, s.date_debut, s.date_fin
FROM situes AS s
WHERE s.lieu IS NOT NULL
UNION ALL
SELECT 'HORS_EPCI', s.siao_dep, s.siao_dep, s.cle_personne, s.date_debut, s.date_fin
FROM situes AS s
LEFT JOIN epci AS e ON e.territoire_code = s.lieu AND e.siao_dep = s.siao_dep
WHERE coalesce(e.est_partage, true)
