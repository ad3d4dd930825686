-- Retours connus des SIAO après une sortie vers un logement.
-- Grain : un SIAO, un délai de retour.
-- Définition : indicateur I11, sur des personnes toutes suivies deux ans. Les délais s’ajoutent.
-- Source : core.siao_retours, core.siao_libelles.
WITH delais AS (
  SELECT
    siao_dep,
    observe_jusqu_au,
    unnest(['TOTAL', 'RETOUR_180', 'RETOUR_365', 'RETOUR_730', 'SANS_RETOUR']) AS retour,
    unnest([
      nb_sortis, nb_retours_180, nb_retours_365 - nb_retours_180, nb_retours_730 - nb_retours_365, nb_sortis - nb_retours_730
    ]) AS nb
  FROM core.siao_retours
)
SELECT
  d.siao_dep || ':' || d.observe_jusqu_au AS cohorte,
  'DEP' AS niveau,
  d.siao_dep AS territoire_code,
  d.observe_jusqu_au,
  d.retour,
  r.libelle AS retour_libelle,
  d.nb::INTEGER AS nb_personnes_sorties,
  CASE WHEN d.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM delais AS d
JOIN core.siao_libelles AS r ON r.liste = 'siao_retour' AND r.code = d.retour
