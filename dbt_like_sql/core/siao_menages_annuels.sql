-- Ménages distincts qui ont demandé une place au 115 dans l’année.
-- Grain : un SIAO, une année.
-- Définition : indicateur I6b. Recomptés sur l’année : les mois ne s’ajoutent pas.
-- Gel : nb_menages
-- Source : core.siao_nuits.
SELECT siao_dep, date_trunc('year', mois)::DATE AS annee, count(DISTINCT cle_menage) AS nb_menages
FROM core.siao_nuits
GROUP BY ALL
