-- De quand à quand chaque territoire est observé par les SIAO qui l’alimentent.
-- Grain : un niveau, un territoire.
-- Définition : un SIAO, de sa première demande au 115 reçue (un séjour plus ancien n’est connu que s’il a duré) au lendemain de la dernière,
-- sans dépasser la dernière extraction des séjours : au-delà, un séjour en cours ne se distingue plus d’une sortie. Un territoire de
-- plusieurs SIAO, quand tous sont observés.
-- Source : core.siao_territoires, staging.siao_demande_115, staging.siao_prise_en_charge.
WITH extractions AS (
  SELECT siao_dep, max(date_extraction) AS derniere FROM staging.siao_prise_en_charge GROUP BY ALL
),
siao AS (
  SELECT
    d.siao_dep,
    min(d.nuit_demandee) AS depuis,
    least(max(d.nuit_demandee) + 1, any_value(e.derniere))::DATE AS jusqu_au
  FROM staging.siao_demande_115 AS d
  LEFT JOIN extractions AS e USING (siao_dep)
  GROUP BY ALL
)
SELECT
  t.niveau,
  t.territoire_code,
  t.siao_source,
  max(s.depuis) AS observe_depuis,
  min(s.jusqu_au) AS observe_jusqu_au
FROM core.siao_territoires AS t
JOIN siao AS s USING (siao_dep)
GROUP BY ALL
