-- Radiations pour attribution par délai depuis le dépôt, reconnaissance DALO et contingent.
-- Grain : un niveau à partir du département, un territoire, une année arrêtée, une ventilation.
-- Définition : chaque ventilation fait le total, à la première ligne.
-- Source : core.attributions_ventilees, core.attributions.
WITH territoires AS (
  SELECT DISTINCT a.niveau, a.territoire_code
  FROM core.attributions AS a
  JOIN core.territoires_publies AS p USING (niveau, territoire_code)
  WHERE a.niveau IN ('FR', 'REG', 'DEP')
),
annees AS (
  SELECT DISTINCT annee FROM core.attributions
),
a AS (
  SELECT t.niveau, t.territoire_code, annees.annee, v.ventilation, v.ventilation_libelle
  FROM territoires AS t
  CROSS JOIN annees
  CROSS JOIN (SELECT DISTINCT ventilation, ventilation_libelle FROM core.attributions_ventilees) AS v
)
SELECT
  a.niveau,
  a.territoire_code,
  a.annee,
  a.ventilation,
  a.ventilation_libelle,
  nb_radiations::INTEGER AS nb_radiations,
  CASE WHEN nb_radiations IS NULL THEN 'NON_COLLECTE' WHEN nb_radiations = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_sans_domicile::INTEGER AS nb_sans_domicile,
  CASE WHEN nb_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN nb_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_domicile
FROM a
LEFT JOIN core.attributions_ventilees AS c USING (niveau, territoire_code, annee, ventilation)
