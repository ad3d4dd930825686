-- Comparaisons permises et refusées.
-- Grain : un territoire, deux éditions.
-- Source : core.nuits_comparaisons.
SELECT
  edition_avant,
  edition_apres,
  niveau,
  territoire_code,
  date_avant,
  date_apres,
  est_precedente,
  est_comparable,
  motif_comparaison,
  motif_comparaison_libelle,
  est_perimetre_constant,
  est_evolution_constante,
  nb_secteurs_communs,
  nb_secteurs_avant,
  nb_secteurs_apres,
  nb_lieux_communs
FROM core.nuits_comparaisons
