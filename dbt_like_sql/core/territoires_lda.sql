-- Territoires accélérés, sous leur nom d’annonce.
-- Grain : un territoire retenu.
-- Source : staging.territoire_lda.
SELECT
  territoire_id,
  candidature_id,
  vague_ami,
  date_annonce,
  niveau,
  territoire_code,
  territoire_libelle,
  millesime_cog,
  departements,
  nb_communes,
  pop_municipale,
  inclus_dans,
  contient,
  statut_verification,
  source_url,
  note
FROM staging.territoire_lda
