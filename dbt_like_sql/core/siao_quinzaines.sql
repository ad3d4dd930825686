-- Ménages vus par le 115 dans une quinzaine, et combien l’ont été une et deux nuits.
-- Grain : un SIAO, les quatorze premières nuits d’un mois.
-- Définition : ce que demande la borne basse de l’indicateur I19.
-- Gel : nb_vus, nb_une_nuit, nb_deux_nuits
-- Source : core.siao_nuits, core.siao_sources.
WITH quinzaines AS (
  SELECT n.siao_dep, n.mois, n.cle_menage, count(*) AS nb_nuits
  FROM core.siao_nuits AS n
  JOIN core.siao_sources AS o
    ON o.siao_dep = n.siao_dep AND o.observe_depuis <= n.mois AND o.observe_jusqu_au >= n.mois + 14
  WHERE n.nuit_demandee BETWEEN n.mois AND n.mois + 13
  GROUP BY ALL
)
SELECT
  siao_dep,
  mois,
  count(*) AS nb_vus,
  count(*) FILTER (WHERE nb_nuits = 1) AS nb_une_nuit,
  count(*) FILTER (WHERE nb_nuits = 2) AS nb_deux_nuits
FROM quinzaines
GROUP BY ALL
