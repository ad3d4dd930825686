-- Ménages sans domicile relogés dans chaque groupe de territoires, et indices, par année.
-- Grain : une source, une définition, un groupe, une année.
-- Définition : indicateur I17, étape 1 ; indice 100 la première année pour un groupe, en moyenne des années d’avant pour un territoire
-- et son témoin composé (étape 7).
-- Source : core.effet_estimations.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  s.groupe AS serie_effet,
  s.annee AS annee,
  s.territoire_code AS territoire_en_cause,
  s.nb_menages AS nb_menages_reloges,
  CASE WHEN s.nb_menages IS NULL THEN 'NON_COLLECTE' WHEN s.nb_menages = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  s.indice AS indice_effet,
  s.nb_territoires AS nb_territoires_effet
FROM core.effet_estimations
CROSS JOIN LATERAL unnest(resultat.series) AS t(s)
