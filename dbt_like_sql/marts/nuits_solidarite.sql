-- Chiffres publiés des Nuits de la Solidarité.
-- Grain : une édition, un indicateur, un lieu, une version du résultat.
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
  unite,
  perimetre_code,
  perimetre_libelle,
  est_retenu,
  statut_motif,
  source_titre,
  source_url,
  note
FROM core.nuits_solidarite
