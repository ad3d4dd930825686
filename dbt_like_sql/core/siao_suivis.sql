-- Personnes actives dans chaque territoire, reconnues de trois façons.
-- Grain : un niveau, un territoire, une période (un mois, ou une année entièrement observée), un rapprochement (CENTRAL seul hors des
-- départements).
-- Définition : indicateur I8, règle C5. Suivies : actives la veille de la période ou un jour au moins dans celle-ci ; stock : actives son
-- dernier jour. Chaque période et chaque niveau sont recomptés : une personne suivie par deux SIAO compte une fois dans leur région. Ni les
-- mois ni les territoires ne s’ajoutent, sauf le stock des EPCI d’un département avec HORS_EPCI.
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
periodes AS (
  SELECT p.*, r.code AS rapprochement
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
  count(DISTINCT e.cle_personne) AS nb_suivies,
  count(DISTINCT e.cle_personne) FILTER (WHERE coalesce(e.date_fin >= p.periode_suivante, true)) AS nb_stock
FROM periodes AS p
LEFT JOIN presences AS e
  ON e.niveau = p.niveau AND e.territoire_code = p.territoire_code AND e.rapprochement = p.rapprochement
  AND e.date_debut < p.periode_suivante AND coalesce(e.date_fin >= p.periode_debut, true)
GROUP BY ALL
