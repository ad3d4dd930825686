-- Personnes actives dans chaque territoire, reconnues de trois façons.
-- Grain : un niveau, un territoire, une période (un mois, ou une année entièrement observée), un rapprochement (CENTRAL seul hors des
-- départements).
-- Définition : indicateur I8, règle C5. Suivies : actives la veille de la période ou un jour au moins dans celle-ci ; stock : actives son
-- dernier jour. Chaque période et chaque niveau sont recomptés : une personne suivie par deux SIAO compte une fois dans leur région. Ni les
-- mois ni les territoires ne s’ajoutent, sauf le stock des EPCI d’un département avec HORS_EPCI.
-- Calcul : une personne compte dans une période par le premier de ses épisodes qui la touche, celui qu’aucun épisode commencé plus tôt ne
-- touche aussi. Ces périodes se suivent : il suffit de savoir laquelle est la première (+1) et laquelle vient après la dernière (−1).
-- Gel : nb_suivies, nb_stock
-- Source : core.siao_periodes, core.siao_territoires, core.siao_episodes, core.siao_lieux, nomenclature siao_rapprochement.
WITH presences AS (
  SELECT t.niveau, t.territoire_code, e.rapprochement, e.cle_personne, e.date_debut, e.date_fin
  FROM core.siao_episodes AS e
  JOIN core.siao_territoires AS t USING (siao_dep)
  WHERE t.niveau = 'DEP' OR t.niveau = 'REG' AND e.rapprochement = 'CENTRAL'
  UNION ALL
  SELECT niveau, territoire_code, 'CENTRAL', cle_personne, date_debut, date_fin FROM core.siao_lieux
),
-- « avant » : le dernier jour où un épisode commencé plus tôt est encore actif
suites AS (
  SELECT
    niveau,
    territoire_code,
    rapprochement,
    date_debut,
    coalesce(date_fin, DATE '9999-01-01') AS date_fin,
    max(coalesce(date_fin, DATE '9999-01-01')) OVER (
      PARTITION BY niveau, territoire_code, rapprochement, cle_personne
      ORDER BY date_debut, date_fin
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS avant
  FROM presences
),
-- pour qu’une personne soit suivie : début de période d’au moins « des », et au plus la fin ; en stock : fin de période, de même
bornes AS (
  SELECT niveau, territoire_code, rapprochement, 'MOIS' AS mesure, greatest(date_trunc('month', date_debut)::DATE, avant + 1) AS des, date_fin
  FROM suites
  UNION ALL
  SELECT niveau, territoire_code, rapprochement, 'ANNEE', greatest(date_trunc('year', date_debut)::DATE, avant + 1), date_fin
  FROM suites
  UNION ALL
  SELECT niveau, territoire_code, rapprochement, 'STOCK', greatest(date_debut, coalesce(avant, date_debut)) + 1, date_fin
  FROM suites
),
-- ce qui change d’un premier jour de mois au suivant
changements AS (
  SELECT niveau, territoire_code, rapprochement, mesure, des AS jour, count(*) AS nb
  FROM bornes
  WHERE des <= date_fin
  GROUP BY ALL
  UNION ALL
  SELECT niveau, territoire_code, rapprochement, mesure, date_fin + 1, -count(*)
  FROM bornes
  WHERE des <= date_fin
  GROUP BY ALL
),
par_mois AS (
  SELECT
    niveau,
    territoire_code,
    rapprochement,
    mesure,
    CASE WHEN day(jour) = 1 THEN jour ELSE (date_trunc('month', jour) + INTERVAL 1 MONTH)::DATE END AS mois,
    sum(nb) AS nb
  FROM changements
  GROUP BY ALL
),
periodes AS (
  SELECT
    p.*,
    r.code AS rapprochement,
    CASE WHEN p.periode_suivante > p.periode_debut + INTERVAL 1 MONTH THEN 'ANNEE' ELSE 'MOIS' END AS mesure
  FROM core.siao_periodes AS p
  JOIN ref.siao_rapprochement AS r ON p.niveau = 'DEP' OR r.code = 'CENTRAL'
)
SELECT
  p.niveau,
  p.territoire_code,
  p.siao_source,
  p.periode,
  p.periode_debut,
  p.rapprochement,
  coalesce(sum(m.nb) FILTER (WHERE m.mesure = p.mesure AND m.mois <= p.periode_debut), 0)::BIGINT AS nb_suivies,
  coalesce(sum(m.nb) FILTER (WHERE m.mesure = 'STOCK'), 0)::BIGINT AS nb_stock
FROM periodes AS p
LEFT JOIN par_mois AS m
  ON m.niveau = p.niveau AND m.territoire_code = p.territoire_code AND m.rapprochement = p.rapprochement
  AND m.mois <= p.periode_suivante
GROUP BY ALL
