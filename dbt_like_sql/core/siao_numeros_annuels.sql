-- Ménages qui ont une demande d’insertion, selon le numéro unique qu’elle porte.
-- Grain : un SIAO, une année de transmission, un état du numéro.
-- Définition : tous les numéros du ménage comptent, quelle que soit la demande ; le meilleur état l’emporte (RELIE, SANS_ETAPE, AILLEURS,
-- ILLISIBLE, SANS_NUMERO). Un ménage compte dans chaque année où il a transmis une demande.
-- Gel : nb_menages
-- Source : staging.siao_demande_insertion, core.siao_numeros.
WITH liens AS (
  SELECT siao_dep, cle_menage, bool_or(lien = 'ETAPE') AS est_relie, bool_or(lien = 'AUCUN') AS est_en_attente
  FROM core.siao_numeros
  GROUP BY ALL
),
illisibles AS (
  SELECT siao_dep, cle_menage, bool_or(nb_numeros_illisibles > 0) AS est_illisible
  FROM staging.siao_demande_insertion
  GROUP BY ALL
),
demandes AS (
  SELECT DISTINCT siao_dep, cle_menage, year(date_transmission)::INTEGER AS annee FROM staging.siao_demande_insertion
)
SELECT
  d.siao_dep,
  d.annee,
  CASE
    WHEN l.est_relie THEN 'RELIE'
    WHEN l.est_en_attente THEN 'SANS_ETAPE'
    WHEN l.cle_menage IS NOT NULL THEN 'AILLEURS'
    WHEN i.est_illisible THEN 'ILLISIBLE'
    ELSE 'SANS_NUMERO'
  END AS etat_numero,
  count(*) AS nb_menages
FROM demandes AS d
LEFT JOIN liens AS l USING (siao_dep, cle_menage)
LEFT JOIN illisibles AS i USING (siao_dep, cle_menage)
GROUP BY ALL
