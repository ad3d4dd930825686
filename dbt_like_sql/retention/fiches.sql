-- Fiches à effacer : leur personne n’a eu aucun contact depuis l’horizon de chaque SIAO qui la connaît.
-- Grain : un SIAO, une fiche.
-- Définition : les contacts sont ceux des indicateurs (demande du ménage, mouvement d’insertion, nuit de séjour), et l’activité que le
-- SIAO déclare. La même personne est celle du rapprochement central : revue par un SIAO, elle reste chez tous.
-- Source : core.siao_contacts, core.siao_groupes, lake.siao_personne, lake.siao_prise_en_charge, retention.horizons.
WITH identites AS (
  SELECT DISTINCT
    siao_dep,
    cle_fiche,
    first_value(cle_personne_centrale) OVER (
      PARTITION BY siao_dep, cle_fiche ORDER BY date_extraction, date_reception, fichier_sha256, date_situation
    ) AS cle_personne
  FROM lake.siao_personne
),
sejours AS (
  SELECT siao_dep, cle_fiche, max(coalesce(date_sortie, date_extraction)) AS dernier FROM lake.siao_prise_en_charge GROUP BY ALL
),
vues AS (
  SELECT siao_dep, g.cle_personne, c.date_fin - 1 AS dernier
  FROM core.siao_contacts AS c
  JOIN core.siao_groupes AS g USING (siao_dep, groupe)
  WHERE g.rapprochement = 'CENTRAL'
  UNION ALL
  SELECT p.siao_dep, i.cle_personne, greatest(p.date_situation, p.date_derniere_activite)
  FROM lake.siao_personne AS p
  JOIN identites AS i USING (siao_dep, cle_fiche)
  UNION ALL
  SELECT s.siao_dep, i.cle_personne, s.dernier FROM sejours AS s JOIN identites AS i USING (siao_dep, cle_fiche)
),
revues AS (
  SELECT DISTINCT v.cle_personne
  FROM vues AS v
  LEFT JOIN retention.horizons AS h USING (siao_dep)
  WHERE coalesce(v.dernier >= h.horizon, true)
)
SELECT i.siao_dep, i.cle_fiche
FROM identites AS i
LEFT JOIN revues AS r USING (cle_personne)
GROUP BY ALL
HAVING count(r.cle_personne) = 0
UNION ALL
-- séjours d’une fiche qu’aucun fichier de personnes ne porte
SELECT s.siao_dep, s.cle_fiche
FROM sejours AS s
JOIN retention.horizons AS h USING (siao_dep)
ANTI JOIN identites AS i ON i.siao_dep = s.siao_dep AND i.cle_fiche = s.cle_fiche
WHERE s.dernier < h.horizon
