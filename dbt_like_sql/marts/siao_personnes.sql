-- Personnes des ménages qui ont demandé une place au 115, enfants à part, selon ce que leur ménage a obtenu.
-- Grain : un SIAO, un mois, un accès à une place, une tranche d’âge.
-- Définition : indicateurs I6c et I7. Nombre de personnes que le ménage déclare, et non de fiches : un ménage sans fiche compte.
-- Source : core.siao_acces, core.siao_libelles.
WITH ages AS (
  SELECT
    niveau,
    territoire_code,
    mois,
    acces_place,
    unnest(['ADULTE', 'MINEUR', 'NR']) AS tranche_age,
    unnest([nb_personnes - nb_mineurs - nb_age_inconnu, nb_mineurs, nb_age_inconnu]) AS nb
  FROM core.siao_acces
)
SELECT
  a.territoire_code || ':' || strftime(a.mois, '%Y-%m') AS siao_periode,
  a.niveau,
  a.territoire_code,
  strftime(a.mois, '%Y-%m') AS periode,
  a.mois AS periode_debut,
  r.code AS acces_place,
  r.libelle AS acces_place_libelle,
  m.code AS tranche_age,
  m.libelle AS tranche_age_libelle,
  coalesce(sum(a.nb) FILTER (WHERE r.code IN ('TOTAL', d.code, d.regroupement) AND m.code IN ('TOTAL', a.tranche_age)), 0)::INTEGER AS nb_personnes_demandeuses,
  CASE
    WHEN coalesce(sum(a.nb) FILTER (WHERE r.code IN ('TOTAL', d.code, d.regroupement) AND m.code IN ('TOTAL', a.tranche_age)), 0) = 0 THEN 'ZERO'
    ELSE 'PUBLIE'
  END AS statut_valeur
FROM ages AS a
JOIN core.siao_libelles AS d ON d.liste = 'siao_acces_place' AND d.code = a.acces_place
JOIN core.siao_libelles AS r ON r.liste = 'siao_acces_place'
JOIN core.siao_libelles AS m ON m.liste = 'tranche_age'
GROUP BY ALL
