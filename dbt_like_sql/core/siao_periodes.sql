-- Mois et années que les tables du SIAO disent de chaque territoire.
-- Grain : un niveau, un territoire, une période.
-- Définition : les mois observés jusqu’à leur dernier jour, et les années dont les douze mois le sont. Hors d’un département, il faut que
-- chaque SIAO ait envoyé des demandes ce mois-là ; dans un EPCI, que chacun en situe assez cette année-là.
-- Source : core.siao_observations, core.siao_territoires, core.siao_localisations, core.siao_demandes_comptees.
WITH recues AS (
  SELECT DISTINCT siao_dep, mois FROM core.siao_demandes_comptees
),
observes AS (
  SELECT niveau, territoire_code, siao_source, d::DATE AS mois
  FROM
    core.siao_observations,
    generate_series(date_trunc('month', observe_depuis), observe_jusqu_au - INTERVAL 1 MONTH, INTERVAL 1 MONTH) AS s(d)
),
mois AS (
  SELECT o.niveau, o.territoire_code, o.siao_source, o.mois
  FROM observes AS o
  JOIN core.siao_territoires AS t ON t.niveau = o.niveau AND t.territoire_code = o.territoire_code
  LEFT JOIN recues AS r ON r.siao_dep = t.siao_dep AND r.mois = o.mois
  LEFT JOIN core.siao_localisations AS l ON l.siao_dep = t.siao_dep AND l.annee = year(o.mois)
  GROUP BY ALL
  HAVING o.niveau = 'DEP'
    OR count(r.siao_dep) = count(*) AND (o.niveau = 'REG' OR bool_and(coalesce(l.est_suffisante, false)))
)
SELECT
  niveau,
  territoire_code,
  siao_source,
  strftime(mois, '%Y-%m') AS periode,
  mois AS periode_debut,
  (mois + INTERVAL 1 MONTH)::DATE AS periode_suivante
FROM mois
UNION ALL
SELECT niveau, territoire_code, siao_source, strftime(any_value(mois), '%Y'), min(mois), (max(mois) + INTERVAL 1 MONTH)::DATE
FROM mois
GROUP BY niveau, territoire_code, siao_source, year(mois)
HAVING count(*) = 12
