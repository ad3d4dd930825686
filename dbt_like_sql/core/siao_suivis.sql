-- Personnes actives, reconnues de trois façons.
-- Grain : un SIAO, une période (un mois, ou une année entièrement observée), un rapprochement.
-- Définition : indicateur I8, règle C5. Suivies : actives la veille de la période ou un jour au moins dans celle-ci ; stock : actives son
-- dernier jour. Chaque période est recomptée : les mois ne s’ajoutent pas.
-- Gel : nb_suivies, nb_stock
-- Source : core.siao_observations, core.siao_episodes.
WITH mois AS (
  SELECT siao_dep, d::DATE AS mois, (d + INTERVAL 1 MONTH)::DATE AS suivant
  FROM
    core.siao_observations,
    generate_series(date_trunc('month', observe_depuis), observe_jusqu_au - INTERVAL 1 MONTH, INTERVAL 1 MONTH) AS s(d)
),
periodes AS (
  SELECT siao_dep, strftime(mois, '%Y-%m') AS periode, mois AS periode_debut, suivant AS periode_suivante FROM mois
  UNION ALL
  SELECT siao_dep, strftime(any_value(mois), '%Y'), min(mois), max(suivant) FROM mois GROUP BY siao_dep, year(mois) HAVING count(*) = 12
)
SELECT
  p.siao_dep,
  p.periode,
  p.periode_debut,
  e.rapprochement,
  count(DISTINCT e.cle_personne) AS nb_suivies,
  count(DISTINCT e.cle_personne) FILTER (WHERE coalesce(e.date_fin >= p.periode_suivante, true)) AS nb_stock
FROM periodes AS p
JOIN core.siao_episodes AS e
  ON e.siao_dep = p.siao_dep AND e.date_debut < p.periode_suivante AND coalesce(e.date_fin >= p.periode_debut, true)
GROUP BY ALL
