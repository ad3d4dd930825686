-- Personnes actives, entrées et sorties de chaque mois.
-- Grain : un niveau (DEP, REG), un territoire, un mois observé jusqu’à son dernier jour.
-- Définition : indicateur I8. Stock : personnes actives le dernier jour du mois. Entrées : inactives la veille du mois et actives au
-- moins un jour, selon l’issue de leur épisode précédent dans tout le fichier ; sorties : selon l’issue de leur dernier épisode fini
-- dans le mois. stock_debut + entrées − sorties = stock_fin. Une personne suivie par deux SIAO compte dans chaque département, une
-- fois dans leur région : active tant qu’un des deux la suit ; de deux issues du même jour, la dernière dans l’ordre alphabétique. La même
-- personne est celle du rapprochement central.
-- Calcul : seules sont regardées une à une les personnes dont un épisode commence ou finit dans le mois ; les autres, actives d’un bout à
-- l’autre, sont ce qui reste du stock de la veille.
-- Gel : stock_debut, nouveaux, retours_logement, retours_inactif, retours_autres, vers_logement, vers_inactif, autres_sorties, stock_fin
-- Source : core.siao_periodes, core.siao_territoires, core.siao_episodes.
WITH mois AS (
  SELECT niveau, territoire_code, siao_source, periode_debut AS mois
  FROM core.siao_periodes
  WHERE niveau IN ('DEP', 'REG') AND len(periode) = 7
),
episodes AS (
  SELECT *, CASE WHEN issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'LOGEMENT' ELSE issue END AS sortie
  FROM core.siao_episodes
  WHERE rapprochement = 'CENTRAL'
),
presences AS (
  SELECT t.niveau, t.territoire_code, e.cle_personne, e.date_debut, coalesce(e.date_fin, DATE '9999-01-01') AS date_fin, e.sortie
  FROM episodes AS e
  JOIN core.siao_territoires AS t USING (siao_dep)
  WHERE t.niveau IN ('DEP', 'REG')
),
-- « avant » : la fin des épisodes commencés plus tôt ; avant elle, la personne est déjà comptée
suites AS (
  SELECT
    niveau,
    territoire_code,
    date_debut,
    date_fin,
    max(date_fin) OVER (
      PARTITION BY niveau, territoire_code, cle_personne
      ORDER BY date_debut, date_fin
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS avant
  FROM presences
),
bornes AS (
  SELECT niveau, territoire_code, unnest([greatest(date_debut, coalesce(avant, date_debut)), date_fin]) AS jour, unnest([1, -1]) AS sens
  FROM suites
  WHERE coalesce(avant < date_fin, true)
),
-- ce qui change d’une veille de mois à la suivante
changements AS (
  SELECT niveau, territoire_code, (date_trunc('month', jour) + INTERVAL 1 MONTH)::DATE AS mois, sum(sens) AS nb
  FROM bornes
  GROUP BY ALL
),
veilles AS (
  SELECT m.niveau, m.territoire_code, m.siao_source, m.mois, coalesce(sum(c.nb), 0)::BIGINT AS nb
  FROM mois AS m
  LEFT JOIN changements AS c ON c.niveau = m.niveau AND c.territoire_code = m.territoire_code AND c.mois <= m.mois
  GROUP BY ALL
),
mouvements AS (
  SELECT DISTINCT niveau, territoire_code, cle_personne, date_trunc('month', jour)::DATE AS mois
  FROM (SELECT niveau, territoire_code, cle_personne, unnest([date_debut, date_fin]) AS jour FROM presences)
),
vus AS (
  SELECT
    m.niveau,
    m.territoire_code,
    m.mois,
    m.cle_personne,
    bool_or(e.date_debut < m.mois) AS actif_veille,
    bool_or(e.date_fin >= m.mois + INTERVAL 1 MONTH) AS actif_fin,
    min(e.date_debut) FILTER (WHERE e.date_debut >= m.mois) AS entree,
    (max({'date': e.date_fin, 'sortie': e.sortie}) FILTER (WHERE e.date_fin < m.mois + INTERVAL 1 MONTH)).sortie AS sortie
  FROM mouvements AS m
  JOIN presences AS e
    ON e.niveau = m.niveau AND e.territoire_code = m.territoire_code AND e.cle_personne = m.cle_personne
    AND e.date_debut < m.mois + INTERVAL 1 MONTH AND e.date_fin >= m.mois
  GROUP BY ALL
),
origines AS (
  SELECT
    v.niveau,
    v.territoire_code,
    v.mois,
    v.cle_personne,
    coalesce((max({'date': p.date_fin, 'sortie': p.sortie}) FILTER (WHERE p.date_fin <= v.entree)).sortie, 'AUTRE_TERRITOIRE') AS origine
  FROM vus AS v
  JOIN episodes AS p ON p.cle_personne = v.cle_personne AND p.date_debut < v.entree
  WHERE NOT v.actif_veille
  GROUP BY ALL
),
comptes AS (
  SELECT
    niveau,
    territoire_code,
    mois,
    count(*) FILTER (WHERE actif_veille) AS actifs_veille,
    count(*) FILTER (WHERE NOT actif_veille AND origine IS NULL) AS nouveaux,
    count(*) FILTER (WHERE NOT actif_veille AND origine = 'LOGEMENT') AS retours_logement,
    count(*) FILTER (WHERE NOT actif_veille AND origine = 'INACTIVITE') AS retours_inactif,
    count(*) FILTER (WHERE NOT actif_veille AND origine NOT IN ('LOGEMENT', 'INACTIVITE')) AS retours_autres,
    count(*) FILTER (WHERE NOT actif_fin AND sortie = 'LOGEMENT') AS vers_logement,
    count(*) FILTER (WHERE NOT actif_fin AND sortie = 'INACTIVITE') AS vers_inactif,
    count(*) FILTER (WHERE NOT actif_fin AND sortie NOT IN ('LOGEMENT', 'INACTIVITE')) AS autres_sorties,
    count(*) FILTER (WHERE actif_fin) AS actifs_fin
  FROM vus
  LEFT JOIN origines USING (niveau, territoire_code, mois, cle_personne)
  GROUP BY ALL
)
SELECT
  v.niveau,
  v.territoire_code,
  v.siao_source,
  v.mois,
  v.nb AS stock_debut,
  coalesce(c.nouveaux, 0) AS nouveaux,
  coalesce(c.retours_logement, 0) AS retours_logement,
  coalesce(c.retours_inactif, 0) AS retours_inactif,
  coalesce(c.retours_autres, 0) AS retours_autres,
  coalesce(c.vers_logement, 0) AS vers_logement,
  coalesce(c.vers_inactif, 0) AS vers_inactif,
  coalesce(c.autres_sorties, 0) AS autres_sorties,
  v.nb - coalesce(c.actifs_veille, 0) + coalesce(c.actifs_fin, 0) AS stock_fin
FROM veilles AS v
LEFT JOIN comptes AS c USING (niveau, territoire_code, mois)
WHERE v.nb > 0 OR c.nouveaux IS NOT NULL
