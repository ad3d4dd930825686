-- Baux signés hors quartier prioritaire par des ménages du premier quartile (objectif légal de 25 %, CCH L441-1).
-- Grain : un niveau à partir de l’EPCI, un territoire, une année arrêtée.
-- Définition : indicateur I20, sans le relogement de l’ANRU, que le SNE ne dit pas ; pas de taux sous 5 baux, ni si le quartile manque à plus de la moitié.
-- Source : core.attributions, core.territoires_publies.
WITH territoires AS (
  SELECT DISTINCT a.niveau, a.territoire_code
  FROM core.attributions AS a
  JOIN core.territoires_publies AS p USING (niveau, territoire_code)
  WHERE a.niveau IN ('FR', 'REG', 'DEP', 'SIREN_EPCI')
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
  nb_baux_hors_qpv::INTEGER AS nb_baux_hors_qpv,
  CASE WHEN nb_baux_hors_qpv IS NULL THEN 'NON_COLLECTE' WHEN nb_baux_hors_qpv = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_baux_premier_quartile::INTEGER AS nb_baux_premier_quartile,
  CASE WHEN nb_baux_premier_quartile IS NULL THEN 'NON_COLLECTE' WHEN nb_baux_premier_quartile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_baux_premier_quartile,
  nb_baux_quartile_inconnu::INTEGER AS nb_baux_quartile_inconnu,
  CASE WHEN nb_baux_quartile_inconnu IS NULL THEN 'NON_COLLECTE' WHEN nb_baux_quartile_inconnu = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_baux_quartile_inconnu,
  CASE WHEN nb_baux_premier_quartile >= 5 AND nb_baux_hors_qpv > 0 THEN 100 * nb_baux_premier_quartile / nb_baux_hors_qpv END AS part_premier_quartile_pct
FROM a
