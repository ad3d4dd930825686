-- Sommes des chiffres publiés, et leur verdict.
-- Grain : une édition, une version du résultat, un total publié.
-- Source : core.sommes_ndls.
SELECT
  edition_id,
  statut_resultat,
  total_code,
  total_libelle,
  niveau,
  territoire_code,
  date_nuit,
  date_nuit_precision,
  total,
  somme,
  ecart AS ecart_somme,
  nb_parts,
  verdict_somme,
  verdict_somme_libelle,
  source_url
FROM core.sommes_ndls
