-- Retours connus des SIAO après une sortie vers un logement.
-- Grain : un territoire (département ou région), un délai de retour.
-- Définition : indicateur I11, sur des personnes toutes suivies deux ans. Les délais s’ajoutent.
-- Source : core.siao_retours, core.siao_observations, core.siao_libelles.
WITH delais AS (
  SELECT
    niveau,
    territoire_code,
    observe_jusqu_au,
    unnest(['TOTAL', 'RETOUR_180', 'RETOUR_365', 'RETOUR_730', 'SANS_RETOUR']) AS retour,
    unnest([
      nb_sortis, nb_retours_180, nb_retours_365 - nb_retours_180, nb_retours_730 - nb_retours_365, nb_sortis - nb_retours_730
    ]) AS nb
  FROM core.siao_retours
)
SELECT
  o.siao_source || ':' || d.observe_jusqu_au AS cohorte,
  d.niveau,
  d.territoire_code,
  d.observe_jusqu_au,
  d.retour,
  r.libelle AS retour_libelle,
  d.nb::INTEGER AS nb_personnes_sorties,
  CASE WHEN d.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM delais AS d
JOIN core.siao_observations AS o ON o.niveau = d.niveau AND o.territoire_code = d.territoire_code
JOIN core.siao_libelles AS r ON r.liste = 'siao_retour' AND r.code = d.retour
