-- Part qui aboutit sous tel délai, les autres sorties étant comptées.
-- Grain : un niveau, un territoire, un objet, une cohorte de départ, une issue, un délai.
-- Définition : indicateur I12, incidence cumulée d’Aalen–Johansen, bande par tirage des personnes (1 000 tirages) ; un délai que moins de
-- 20 personnes atteignent n’est pas donné. Une cohorte de moins de 20 non plus.
-- Source : core.siao_durees.
WITH cohortes AS (
  SELECT
    niveau,
    territoire_code,
    objet,
    cohorte_depart,
    count(*) AS nb_cohorte,
    incidence_cumulee(
      list(entree ORDER BY cle), list(sortie ORDER BY cle), list(issue ORDER BY cle), [30, 90, 180, 365, 730]
    ) AS points
  FROM core.siao_durees
  GROUP BY ALL
  HAVING count(*) >= 20
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
