-- Personnes que le SIAO ne connaissait pas depuis deux ans.
-- Grain : un SIAO, une année civile entièrement observée, dont le fichier connaît les 24 mois d’avant (règle G8).
-- Définition : indicateur I10. Entrants : personnes dont un épisode commence dans l’année, une fois chacune, au premier. Primo-arrivants :
-- aucun jour actif dans ce SIAO les 730 jours d’avant (core.parametres). Nouveau dans ce SIAO, pas nouveau à la rue.
-- Gel : nb_entrants, nb_primo_arrivants
-- Source : core.siao_observations, core.siao_episodes, core.parametres.
WITH entrees AS (
  SELECT siao_dep, year(date_debut)::INTEGER AS annee, cle_personne, min(date_debut) AS date_entree
  FROM core.siao_episodes
  WHERE rapprochement = 'CENTRAL'
  GROUP BY ALL
),
connus AS (
  SELECT e.siao_dep, e.annee, e.cle_personne
  FROM entrees AS e
  CROSS JOIN core.parametres AS r
  JOIN core.siao_episodes AS p
    ON p.siao_dep = e.siao_dep AND p.rapprochement = 'CENTRAL' AND p.cle_personne = e.cle_personne
    AND p.date_debut < e.date_entree AND coalesce(p.date_fin > e.date_entree - r.recul_primo_arrivants_jours, true)
  GROUP BY ALL
)
SELECT
  e.siao_dep,
  e.annee,
  count(*) AS nb_entrants,
  count(*) FILTER (WHERE c.cle_personne IS NULL) AS nb_primo_arrivants
FROM entrees AS e
JOIN core.siao_observations AS o USING (siao_dep)
CROSS JOIN core.parametres AS r
LEFT JOIN connus AS c ON c.siao_dep = e.siao_dep AND c.annee = e.annee AND c.cle_personne = e.cle_personne
WHERE o.observe_depuis <= make_date(e.annee, 1, 1) - r.recul_primo_arrivants_jours AND o.observe_jusqu_au > make_date(e.annee, 12, 31)
GROUP BY ALL
