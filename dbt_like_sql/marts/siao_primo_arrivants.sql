-- Personnes entrées dans l’année, connues ou non des SIAO du territoire depuis deux ans.
-- Grain : un territoire (département ou région), une année, une ancienneté.
-- Définition : indicateur I10. Nouveau dans les SIAO du territoire, pas nouveau à la rue.
-- Source : core.siao_primo_arrivants, core.siao_observations, core.siao_libelles.
WITH anciennetes AS (
  SELECT
    niveau,
    territoire_code,
    annee,
    unnest(['TOTAL', 'PRIMO_ARRIVANT', 'CONNU']) AS anciennete,
    unnest([nb_entrants, nb_primo_arrivants, nb_entrants - nb_primo_arrivants]) AS nb
  FROM core.siao_primo_arrivants
)
SELECT
  o.siao_source || ':' || a.annee AS siao_periode,
  a.niveau,
  a.territoire_code,
  a.annee::VARCHAR AS periode,
  a.anciennete,
  l.libelle AS anciennete_libelle,
  a.nb::INTEGER AS nb_personnes_entrees,
  CASE WHEN a.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM anciennetes AS a
JOIN core.siao_observations AS o ON o.niveau = a.niveau AND o.territoire_code = a.territoire_code
JOIN core.siao_libelles AS l ON l.liste = 'siao_anciennete' AND l.code = a.anciennete
