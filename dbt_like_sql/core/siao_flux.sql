-- Personnes actives, entrées et sorties de chaque mois.
-- Grain : un niveau (DEP, REG), un territoire, un mois observé jusqu’à son dernier jour.
-- Définition : indicateur I8. Stock : personnes actives le dernier jour du mois. Entrées : inactives la veille du mois et actives au
-- moins un jour, selon l’issue de leur épisode précédent dans tout le fichier ; sorties : selon l’issue de leur dernier épisode fini
-- dans le mois. stock_debut + entrées − sorties = stock_fin. Une personne suivie par deux SIAO compte dans chaque département, une
-- fois dans leur région : active tant qu’un des deux la suit. La même personne est celle du rapprochement central.
-- Gel : stock_debut, nouveaux, retours_logement, retours_inactif, retours_autres, vers_logement, vers_inactif, autres_sorties, stock_fin
-- Source : core.siao_periodes, core.siao_territoires, core.siao_episodes.
WITH mois AS (
  SELECT p.niveau, p.territoire_code, p.siao_source, t.siao_dep, p.periode_debut AS mois, p.periode_suivante AS suivant
  FROM core.siao_periodes AS p
  JOIN core.siao_territoires AS t ON t.niveau = p.niveau AND t.territoire_code = p.territoire_code
  WHERE p.niveau IN ('DEP', 'REG') AND len(p.periode) = 7
),
episodes AS (
  SELECT *, CASE WHEN issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'LOGEMENT' ELSE issue END AS sortie
  FROM core.siao_episodes
  WHERE rapprochement = 'CENTRAL'
),
vus AS (
  SELECT
    m.niveau,
    m.territoire_code,
    m.siao_source,
    m.mois,
    e.cle_personne,
    bool_or(e.date_debut < m.mois AND coalesce(e.date_fin > m.mois - 1, true)) AS actif_veille,
    bool_or(coalesce(e.date_fin > m.suivant - 1, true)) AS actif_fin,
    min(e.date_debut) FILTER (WHERE e.date_debut >= m.mois) AS entree,
    max_by(e.sortie, e.date_fin) FILTER (WHERE e.date_fin >= m.mois AND e.date_fin < m.suivant) AS sortie
  FROM mois AS m
  JOIN episodes AS e
    ON e.siao_dep = m.siao_dep AND e.date_debut < m.suivant AND coalesce(e.date_fin >= m.mois, true)
  GROUP BY ALL
),
origines AS (
  SELECT
    v.niveau,
    v.territoire_code,
    v.mois,
    v.cle_personne,
    coalesce(max_by(p.sortie, p.date_fin) FILTER (WHERE p.date_fin <= v.entree), 'AUTRE_TERRITOIRE') AS origine
  FROM vus AS v
  JOIN episodes AS p ON p.cle_personne = v.cle_personne AND p.date_debut < v.entree
  WHERE NOT v.actif_veille
  GROUP BY ALL
)
SELECT
  v.niveau,
  v.territoire_code,
  v.siao_source,
  v.mois,
  count(*) FILTER (WHERE actif_veille) AS stock_debut,
  count(*) FILTER (WHERE NOT actif_veille AND origine IS NULL) AS nouveaux,
  count(*) FILTER (WHERE NOT actif_veille AND origine = 'LOGEMENT') AS retours_logement,
  count(*) FILTER (WHERE NOT actif_veille AND origine = 'INACTIVITE') AS retours_inactif,
  count(*) FILTER (WHERE NOT actif_veille AND origine NOT IN ('LOGEMENT', 'INACTIVITE')) AS retours_autres,
  count(*) FILTER (WHERE NOT actif_fin AND sortie = 'LOGEMENT') AS vers_logement,
  count(*) FILTER (WHERE NOT actif_fin AND sortie = 'INACTIVITE') AS vers_inactif,
  count(*) FILTER (WHERE NOT actif_fin AND sortie NOT IN ('LOGEMENT', 'INACTIVITE')) AS autres_sorties,
  count(*) FILTER (WHERE actif_fin) AS stock_fin
FROM vus AS v
LEFT JOIN origines USING (niveau, territoire_code, mois, cle_personne)
GROUP BY ALL
