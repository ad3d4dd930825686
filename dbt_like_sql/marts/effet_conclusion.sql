-- Ce que les données permettent de dire de la mise en œuvre accélérée : une phrase, calculée.
-- Grain : une source, une définition.
-- Définition : indicateur I17 : la plus haute phrase dont toutes les conditions, et celles des phrases d’en dessous, sont remplies.
-- Source : core.effet_estimations.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  resultat.conclusion.code AS conclusion_effet,
  resultat.conclusion.phrase AS conclusion_effet_libelle,
  resultat.conclusion.reserve AS reserve_effet,
  resultat.conclusion.motif AS motif_effet,
  resultat.conclusion.nb_acceleres AS nb_acceleres,
  resultat.conclusion.nb_autres AS nb_autres,
  resultat.conclusion.annee_debut AS annee_debut,
  resultat.conclusion.annee_fin AS annee_fin
FROM core.effet_estimations
