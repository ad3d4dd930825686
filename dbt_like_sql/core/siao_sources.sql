-- De quand à quand chaque SIAO est observé.
-- Grain : un SIAO.
-- Définition : de la première demande au 115 reçue (un séjour plus ancien n’est connu que s’il a duré) au lendemain de la dernière, sans
-- dépasser la dernière extraction des séjours : au-delà, un séjour en cours ne se distingue plus d’une sortie.
-- Gel : observe_depuis (min), observe_jusqu_au (max)
-- Source : core.siao_demandes_115, staging.siao_prise_en_charge.
WITH extractions AS (
  SELECT siao_dep, max(date_extraction) AS derniere FROM staging.siao_prise_en_charge GROUP BY ALL
)
SELECT
  d.siao_dep,
  min(d.nuit_demandee) AS observe_depuis,
  least(max(d.nuit_demandee) + 1, any_value(e.derniere))::DATE AS observe_jusqu_au
FROM core.siao_demandes_115 AS d
LEFT JOIN extractions AS e USING (siao_dep)
GROUP BY ALL
