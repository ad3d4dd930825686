-- Demandes actives des ménages sans domicile et attributions de l’année : taux de satisfaction et pression.
-- Grain : un EPCI ou un département souhaité, une année.
-- Définition : indicateurs I14a et I14b. Demandes sur le territoire souhaité, attributions (A + C, brutes) sur le territoire du logement ; pas de taux
-- sous 20 attributions. La pression est le nombre d’années qu’il faudrait à flux constant, sans demande nouvelle.
-- Source : core.demandes_actives, core.attributions, core.territoires_publies.
WITH demandes AS (
  SELECT d.* FROM core.demandes_actives AS d JOIN core.territoires_publies AS p USING (niveau, territoire_code)
),
territoires AS (
  SELECT DISTINCT niveau, territoire_code FROM demandes
),
annees AS (
  SELECT DISTINCT annee FROM core.demandes_actives
),
a AS (
  SELECT
    t.niveau,
    t.territoire_code,
    annees.annee,
    d.nb_demandes_sans_domicile,
    d.nb_demandes_sans_domicile_haut,
    c.nb_sans_domicile
  FROM territoires AS t
  CROSS JOIN annees
  LEFT JOIN demandes AS d
    ON d.niveau = t.niveau AND d.territoire_code = t.territoire_code AND d.annee = annees.annee
  LEFT JOIN core.attributions AS c
    ON c.niveau = t.niveau AND c.territoire_code = t.territoire_code AND c.annee = annees.annee
)
SELECT
  niveau,
  territoire_code,
  annee,
  nb_demandes_sans_domicile::INTEGER AS nb_demandes_sans_domicile,
  CASE WHEN nb_demandes_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN nb_demandes_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_demandes_sans_domicile_haut::INTEGER AS nb_demandes_sans_domicile_haut,
  CASE WHEN nb_demandes_sans_domicile_haut IS NULL THEN 'NON_COLLECTE' WHEN nb_demandes_sans_domicile_haut = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_demandes_sans_domicile_haut,
  nb_sans_domicile::INTEGER AS nb_sans_domicile,
  CASE WHEN nb_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN nb_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_domicile,
  CASE WHEN nb_sans_domicile >= 20 AND nb_demandes_sans_domicile > 0 THEN 100 * nb_sans_domicile / nb_demandes_sans_domicile END AS taux_satisfaction_pct,
  CASE WHEN nb_sans_domicile >= 20 THEN nb_demandes_sans_domicile / nb_sans_domicile END AS pression_annees
FROM a
