-- Personnes que le SIAO ne connaissait pas depuis deux ans.
-- Grain : un SIAO, une année civile entièrement observée, dont le fichier connaît les 24 mois d’avant (règle G8).
-- Définition : indicateur I10. Entrants : personnes dont un épisode commence dans l’année, une fois chacune, au premier. Primo-arrivants :
-- aucun jour actif dans ce SIAO les 730 jours d’avant. Nouveau dans ce SIAO, pas nouveau à la rue. L’observation commence à la première
-- demande au 115 reçue : un séjour plus ancien n’est connu que s’il a duré.
-- Source : staging.siao_demande_115, core.siao_contacts, core.siao_episodes.
WITH bornes AS (
  SELECT d.siao_dep, min(d.nuit_demandee) AS premier, max(c.dernier) AS dernier
  FROM staging.siao_demande_115 AS d
  JOIN (SELECT siao_dep, max(date_fin) AS dernier FROM core.siao_contacts GROUP BY ALL) AS c USING (siao_dep)
  GROUP BY ALL
),
entrees AS (
  SELECT siao_dep, year(date_debut)::INTEGER AS annee, cle_personne, min(date_debut) AS date_entree
  FROM core.siao_episodes
  GROUP BY ALL
),
connus AS (
  SELECT e.siao_dep, e.annee, e.cle_personne
  FROM entrees AS e
  JOIN core.siao_episodes AS p
    ON p.siao_dep = e.siao_dep AND p.cle_personne = e.cle_personne AND p.date_debut < e.date_entree
    AND coalesce(p.date_fin > e.date_entree - 730, true)
  GROUP BY ALL
)
SELECT
  e.siao_dep,
  e.annee,
  count(*) AS nb_entrants,
  count(*) FILTER (WHERE c.cle_personne IS NULL) AS nb_primo_arrivants
FROM entrees AS e
JOIN bornes AS b USING (siao_dep)
LEFT JOIN connus AS c ON c.siao_dep = e.siao_dep AND c.annee = e.annee AND c.cle_personne = e.cle_personne
WHERE b.premier <= make_date(e.annee, 1, 1) - 730 AND b.dernier >= make_date(e.annee, 12, 31)
GROUP BY ALL
