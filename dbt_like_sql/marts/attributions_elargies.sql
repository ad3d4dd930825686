-- Autres définitions de la part des ménages sans domicile : avec squat et camping, par bail signé, par décision d’attribution.
-- Grain : un niveau, un territoire, une année arrêtée.
-- Définition : indicateurs I13e et I13l ; attributions, baux et radiations sont trois mesures, jamais additionnées ; pas de taux sous 5.
-- Source : core.attributions, core.territoires_publies.
WITH territoires AS (
  SELECT DISTINCT a.niveau, a.territoire_code
  FROM core.attributions AS a
  JOIN core.territoires_publies AS p USING (niveau, territoire_code)
),
annees AS (
  SELECT DISTINCT annee FROM core.attributions
),
a AS (
  SELECT t.niveau, t.territoire_code, annees.annee, c.* EXCLUDE (niveau, territoire_code, annee)
  FROM territoires AS t
  CROSS JOIN annees
  LEFT JOIN core.attributions AS c
    ON c.niveau = t.niveau AND c.territoire_code = t.territoire_code AND c.annee = annees.annee
)
SELECT
  niveau,
  territoire_code,
  annee,
  nb_radiations::INTEGER AS nb_radiations,
  CASE WHEN nb_radiations IS NULL THEN 'NON_COLLECTE' WHEN nb_radiations = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_sans_domicile_elargi::INTEGER AS nb_sans_domicile_elargi,
  CASE WHEN nb_sans_domicile_elargi IS NULL THEN 'NON_COLLECTE' WHEN nb_sans_domicile_elargi = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_domicile_elargi,
  nb_baux::INTEGER AS nb_baux,
  CASE WHEN nb_baux IS NULL THEN 'NON_COLLECTE' WHEN nb_baux = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_baux,
  nb_baux_sans_domicile::INTEGER AS nb_baux_sans_domicile,
  CASE WHEN nb_baux_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN nb_baux_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_baux_sans_domicile,
  nb_attributions::INTEGER AS nb_attributions,
  CASE WHEN nb_attributions IS NULL THEN 'NON_COLLECTE' WHEN nb_attributions = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_attributions,
  nb_attributions_sans_domicile::INTEGER AS nb_attributions_sans_domicile,
  CASE WHEN nb_attributions_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN nb_attributions_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_attributions_sans_domicile,
  CASE WHEN nb_sans_domicile_elargi >= 5 AND nb_radiations > 0 THEN 100 * nb_sans_domicile_elargi / nb_radiations END AS part_elargie_pct,
  CASE WHEN nb_baux_sans_domicile >= 5 AND nb_baux > 0 THEN 100 * nb_baux_sans_domicile / nb_baux END AS part_baux_pct
FROM a
