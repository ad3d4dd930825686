-- Chiffres publiés des Nuits de la Solidarité.
-- Grain : une édition, un indicateur, un lieu, une version du résultat.
-- Source : contrat lake.ndls_chiffres_publies.
SELECT
  edition_id,
  indicateur,
  type_lieu,
  statut_resultat,
  niveau,
  territoire_code,
  territoire_libelle,
  date_nuit,
  date_nuit_precision,
  valeur_publiee,
  unite,
  statut_motif,
  perimetre_code,
  source_titre,
  source_url,
  note
FROM lake.ndls_chiffres_publies
