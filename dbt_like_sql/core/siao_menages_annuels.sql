-- Ménages distincts qui ont demandé une place au 115 dans l’année, et ceux qui en ont eu une au moins une nuit.
-- Grain : un SIAO, une année.
-- Définition : indicateurs I6b et I7b1. Recomptés sur l’année : les mois ne s’ajoutent pas.
-- Gel : nb_menages, nb_menages_deja_pourvus
-- Source : core.siao_nuits.
WITH menages AS (
  SELECT siao_dep, date_trunc('year', mois)::DATE AS annee, cle_menage, bool_or(est_abrite) AS est_deja_abrite
  FROM core.siao_nuits
  GROUP BY ALL
)
SELECT siao_dep, annee, count(*) AS nb_menages, count(*) FILTER (WHERE est_deja_abrite) AS nb_menages_deja_pourvus
FROM menages
GROUP BY ALL
