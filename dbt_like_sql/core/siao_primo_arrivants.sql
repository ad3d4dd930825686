-- Personnes que les SIAO d’un territoire ne connaissaient pas depuis deux ans.
-- Grain : un niveau (DEP, REG), un territoire, une année civile entièrement observée, dont le fichier connaît les 24 mois d’avant (règle G8).
-- Définition : indicateur I10. Entrants : personnes dont un épisode commence dans l’année dans un SIAO du territoire, une fois chacune, au premier. Primo-arrivants :
-- aucun jour actif dans un SIAO du territoire les 730 jours d’avant (core.parametres). Nouveau dans ce SIAO, pas nouveau à la rue.
-- Gel : nb_entrants, nb_primo_arrivants
-- Source : core.siao_observations, core.siao_territoires, core.siao_episodes, core.parametres.
WITH entrees AS (
  SELECT t.niveau, t.territoire_code, year(e.date_debut)::INTEGER AS annee, e.cle_personne, min(e.date_debut) AS date_entree
  FROM core.siao_episodes AS e
  JOIN core.siao_territoires AS t USING (siao_dep)
  WHERE e.rapprochement = 'CENTRAL' AND t.niveau IN ('DEP', 'REG')
  GROUP BY ALL
),
connus AS (
  SELECT e.niveau, e.territoire_code, e.annee, e.cle_personne
  FROM entrees AS e
  CROSS JOIN core.parametres AS r
  JOIN core.siao_territoires AS t ON t.niveau = e.niveau AND t.territoire_code = e.territoire_code
  JOIN core.siao_episodes AS p
    ON p.siao_dep = t.siao_dep AND p.rapprochement = 'CENTRAL' AND p.cle_personne = e.cle_personne
    AND p.date_debut < e.date_entree AND coalesce(p.date_fin > e.date_entree - r.recul_primo_arrivants_jours, true)
  GROUP BY ALL
)
SELECT
  e.niveau,
  e.territoire_code,
  e.annee,
  count(*) AS nb_entrants,
  count(*) FILTER (WHERE c.cle_personne IS NULL) AS nb_primo_arrivants
FROM entrees AS e
JOIN core.siao_observations AS o USING (niveau, territoire_code)
CROSS JOIN core.parametres AS r
LEFT JOIN connus AS c USING (niveau, territoire_code, annee, cle_personne)
WHERE o.observe_depuis <= make_date(e.annee, 1, 1) - r.recul_primo_arrivants_jours AND o.observe_jusqu_au > make_date(e.annee, 12, 31)
GROUP BY ALL
