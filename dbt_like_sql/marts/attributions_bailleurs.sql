-- Radiations pour attribution par type de bailleur.
-- Grain : un niveau à partir du département, un territoire, une année arrêtée, un type de bailleur.
-- Définition : les types font ensemble le total des attributions ; non collecté tant que la liste des bailleurs n’est pas reçue.
-- Source : core.attributions_bailleurs, core.attributions, core.territoires_publies.
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
  CROSS JOIN (SELECT DISTINCT ventilation, ventilation_libelle FROM core.attributions_bailleurs) AS v
)
SELECT
  a.niveau,
  a.territoire_code,
  a.annee,
  a.ventilation,
  a.ventilation_libelle,
  c.nb_radiations::INTEGER AS nb_radiations,
  CASE WHEN c.nb_radiations IS NULL THEN 'NON_COLLECTE' WHEN c.nb_radiations = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  c.nb_sans_domicile::INTEGER AS nb_sans_domicile,
  CASE WHEN c.nb_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN c.nb_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_domicile
FROM a
LEFT JOIN core.attributions_bailleurs AS c USING (niveau, territoire_code, annee, ventilation)
