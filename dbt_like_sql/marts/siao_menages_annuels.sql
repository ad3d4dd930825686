-- Ménages distincts qui ont demandé une place au 115 dans l’année.
-- Grain : un SIAO, une année entièrement observée.
-- Définition : indicateur I6b. Au moins le plus grand de ses mois, au plus leur somme.
-- Source : core.siao_menages_annuels, core.siao_observations.
SELECT
  a.siao_dep || ':' || strftime(a.annee, '%Y') AS siao_periode,
  'DEP' AS niveau,
  a.siao_dep AS territoire_code,
  strftime(a.annee, '%Y') AS periode,
  a.annee AS periode_debut,
  a.nb_menages::INTEGER AS nb_menages,
  CASE WHEN a.nb_menages = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.siao_menages_annuels AS a
JOIN core.siao_observations AS o
  ON o.siao_dep = a.siao_dep AND o.observe_depuis <= a.annee AND o.observe_jusqu_au >= a.annee + INTERVAL 1 YEAR
