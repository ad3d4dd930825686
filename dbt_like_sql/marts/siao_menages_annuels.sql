-- Ménages distincts qui ont demandé une place au 115 dans l’année, et ceux qui en ont eu une au moins une nuit.
-- Grain : un SIAO, une année entièrement observée, un accès à une place (TOTAL, DEJA).
-- Définition : indicateurs I6b et I7b1. Chacun est au moins le plus grand de ses mois, au plus leur somme. Les ménages jamais pourvus de
-- l’année sont la différence : ce n’est pas une réunion de mois, un ménage sans place en janvier peut en avoir une en février.
-- Source : core.siao_nuits, core.siao_observations, core.siao_libelles.
WITH menages AS (
  SELECT siao_dep, date_trunc('year', mois)::DATE AS annee, cle_menage, bool_or(est_abrite) AS est_deja_abrite
  FROM core.siao_nuits
  GROUP BY ALL
)
SELECT
  m.siao_dep || ':' || strftime(m.annee, '%Y') AS siao_periode,
  'DEP' AS niveau,
  m.siao_dep AS territoire_code,
  strftime(m.annee, '%Y') AS periode,
  m.annee AS periode_debut,
  r.code AS acces_place,
  r.libelle AS acces_place_libelle,
  count(*) FILTER (WHERE r.code = 'TOTAL' OR m.est_deja_abrite)::INTEGER AS nb_menages,
  CASE WHEN count(*) FILTER (WHERE r.code = 'TOTAL' OR m.est_deja_abrite) = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM menages AS m
JOIN core.siao_observations AS o
  ON o.siao_dep = m.siao_dep AND o.observe_depuis <= m.annee AND o.observe_jusqu_au >= m.annee + INTERVAL 1 YEAR
JOIN core.siao_libelles AS r ON r.liste = 'siao_acces_place' AND r.code IN ('TOTAL', 'DEJA')
GROUP BY ALL
