-- Part qui aboutit sous tel délai, les autres sorties étant comptées.
-- Grain : un niveau (DEP), un territoire, un objet, une cohorte de départ, une issue, un délai.
-- Définition : indicateur I12, incidence cumulée d’Aalen–Johansen, bande par tirage des personnes (1 000 tirages) ; un délai que moins de
-- 20 personnes atteignent n’est pas donné. Une cohorte de moins de 20 non plus.
-- Source : core.siao_durees, core.siao_sources.
WITH durees AS (
  SELECT d.niveau, d.territoire_code, d.objet, d.cohorte_depart, d.entree, d.sortie, d.issue, sum(d.nb)::BIGINT AS nb
  FROM core.siao_durees AS d
  JOIN core.siao_sources AS o ON o.siao_dep = d.territoire_code
  WHERE coalesce(d.fenetre_jusqu_au = o.observe_jusqu_au, true)
  GROUP BY ALL
),
cohortes AS (
  SELECT
    niveau,
    territoire_code,
    objet,
    cohorte_depart,
    sum(nb)::BIGINT AS nb_cohorte,
    incidence_cumulee(
      list({'entree': entree, 'sortie': sortie, 'issue': issue, 'nb': nb}),
      [30, 90, 180, 365, 730]
    ) AS points
  FROM durees
  GROUP BY ALL
  HAVING sum(nb) >= 20
)
SELECT
  niveau,
  territoire_code,
  objet,
  cohorte_depart,
  nb_cohorte,
  p.issue AS issue,
  p.horizon AS delai_jours,
  p.valeur AS part,
  p.bas AS part_basse,
  p.haut AS part_haute,
  p.nb_a_risque AS nb_a_risque
FROM cohortes
CROSS JOIN LATERAL unnest(points) AS t(p)
