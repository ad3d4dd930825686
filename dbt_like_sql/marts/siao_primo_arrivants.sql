-- Personnes entrées dans l’année, connues ou non du SIAO depuis deux ans.
-- Grain : un SIAO, une année, une ancienneté.
-- Définition : indicateur I10. Nouveau dans ce SIAO, pas nouveau à la rue.
-- Source : core.siao_primo_arrivants, core.siao_libelles.
WITH anciennetes AS (
  SELECT
    siao_dep,
    annee,
    unnest(['TOTAL', 'PRIMO_ARRIVANT', 'CONNU']) AS anciennete,
    unnest([nb_entrants, nb_primo_arrivants, nb_entrants - nb_primo_arrivants]) AS nb
  FROM core.siao_primo_arrivants
)
SELECT
  a.siao_dep || ':' || a.annee AS siao_periode,
  'DEP' AS niveau,
  a.siao_dep AS territoire_code,
  a.annee::VARCHAR AS periode,
  a.anciennete,
  l.libelle AS anciennete_libelle,
  a.nb::INTEGER AS nb_personnes_entrees,
  CASE WHEN a.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM anciennetes AS a
JOIN core.siao_libelles AS l ON l.liste = 'siao_anciennete' AND l.code = a.anciennete
