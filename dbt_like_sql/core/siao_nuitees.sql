-- Nuitées demandées au 115, nuit par nuit.
-- Grain : un SIAO, une nuit, avec ou sans place.
-- Définition : indicateurs I7c et I7d. nb_age_inconnu : personnes des ménages dont le nombre de mineurs n’est pas dit.
-- Gel : nb_personnes, nb_mineurs, nb_age_inconnu
-- Source : core.siao_nuits.
SELECT
  siao_dep,
  mois,
  nuit_demandee,
  est_abrite,
  sum(nb_personnes)::BIGINT AS nb_personnes,
  coalesce(sum(nb_mineurs), 0)::BIGINT AS nb_mineurs,
  coalesce(sum(nb_personnes) FILTER (WHERE nb_mineurs IS NULL), 0)::BIGINT AS nb_age_inconnu
FROM core.siao_nuits
GROUP BY ALL
