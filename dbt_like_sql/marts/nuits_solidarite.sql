-- Chiffres publiés des Nuits de la Solidarité.
-- Grain : une édition, un indicateur, un lieu, une version du résultat.
-- Définition : un 0 que la source publie est un zéro connu.
-- Source : core.nuits_solidarite.
SELECT
  edition_id,
  indicateur,
  type_lieu,
  statut_resultat,
  indicateur_libelle,
  niveau,
  territoire_code,
  date_nuit,
  date_nuit_precision,
  type_lieu_libelle,
  valeur_publiee,
  CASE WHEN valeur_publiee IS NULL THEN 'NON_COLLECTE' WHEN valeur_publiee = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  unite,
  perimetre_code,
  perimetre_libelle,
  est_retenu,
  statut_motif,
  source_titre,
  source_url,
  note
FROM core.nuits_solidarite
