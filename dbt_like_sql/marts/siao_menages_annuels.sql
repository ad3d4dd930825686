-- Ménages distincts qui ont demandé une place au 115 dans l’année, et ceux qui en ont eu une au moins une nuit.
-- Grain : un SIAO, une année entièrement observée, un accès à une place (TOTAL, DEJA).
-- Définition : indicateurs I6b et I7b1. Chacun est au moins le plus grand de ses mois, au plus leur somme. Les ménages jamais pourvus de
-- l’année sont la différence : ce n’est pas une réunion de mois, un ménage sans place en janvier peut en avoir une en février.
-- Source : core.siao_menages_annuels, core.siao_observations, core.siao_libelles.
WITH acces AS (
  SELECT siao_dep, annee, unnest(['TOTAL', 'DEJA']) AS acces_place, unnest([nb_menages, nb_menages_deja_pourvus]) AS nb
  FROM core.siao_menages_annuels
)
SELECT
  a.siao_dep || ':' || strftime(a.annee, '%Y') AS siao_periode,
  'DEP' AS niveau,
  a.siao_dep AS territoire_code,
  strftime(a.annee, '%Y') AS periode,
  a.annee AS periode_debut,
  a.acces_place,
  r.libelle AS acces_place_libelle,
  a.nb::INTEGER AS nb_menages,
  CASE WHEN a.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM acces AS a
JOIN core.siao_observations AS o
  ON o.siao_dep = a.siao_dep AND o.observe_depuis <= a.annee AND o.observe_jusqu_au >= a.annee + INTERVAL 1 YEAR
JOIN core.siao_libelles AS r ON r.liste = 'siao_acces_place' AND r.code = a.acces_place
