-- Total retenu de chaque édition connue.
-- Grain : une édition.
-- Source : core.nuits_editions_connues.
SELECT
  edition_id,
  indicateur,
  niveau,
  territoire_code,
  date_nuit,
  date_nuit_precision,
  total AS valeur_publiee,
  CASE WHEN total IS NULL THEN 'NON_COLLECTE' WHEN total = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  unite,
  statut_resultat,
  perimetre_code,
  perimetre_libelle,
  est_recue,
  motif_isolement,
  motif_isolement_libelle,
  source_titre,
  source_url
FROM core.nuits_editions_connues
