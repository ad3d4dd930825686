-- Numéros uniques que les ménages des SIAO portent, et ce que le SNE en sait.
-- Grain : un SIAO, un ménage, un numéro unique (sa clé).
-- Définition : un numéro n’est unique que dans sa zone (région en Île-de-France, département ailleurs : CCH L441-2-1) ; il ne se relie qu’aux
-- étapes de la zone du SIAO. connu_depuis : transmission de la première demande d’insertion qui le porte. date_bail : premier bail signé
-- encore valide. lien : ETAPE (la zone connaît le numéro), AILLEURS (une autre zone seulement), AUCUN.
-- Source : staging.siao_demande_insertion, core.sne_etapes.
WITH numeros AS (
  SELECT siao_dep, zone, cle_menage, unnest(cles_numero_unique) AS cle_numero_unique, date_transmission
  FROM staging.siao_demande_insertion
),
etapes AS (
  SELECT zone, cle_numero_unique, min(date_etape) FILTER (WHERE etape = 'BAIL_SIGNE') AS date_bail
  FROM core.sne_etapes
  WHERE date_fin_validite IS NULL
  GROUP BY ALL
),
connus AS (
  SELECT DISTINCT cle_numero_unique FROM etapes
)
SELECT
  n.siao_dep,
  n.zone,
  n.cle_menage,
  n.cle_numero_unique,
  min(n.date_transmission) AS connu_depuis,
  any_value(e.date_bail) AS date_bail,
  CASE
    WHEN any_value(e.cle_numero_unique) IS NOT NULL THEN 'ETAPE'
    WHEN any_value(c.cle_numero_unique) IS NOT NULL THEN 'AILLEURS'
    ELSE 'AUCUN'
  END AS lien
FROM numeros AS n
LEFT JOIN etapes AS e USING (zone, cle_numero_unique)
LEFT JOIN connus AS c USING (cle_numero_unique)
GROUP BY n.siao_dep, n.zone, n.cle_menage, n.cle_numero_unique
