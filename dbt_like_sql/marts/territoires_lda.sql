-- Territoires de mise en œuvre accélérée du Logement d’abord.
-- Grain : un territoire retenu.
-- Source : core.territoires_lda.
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
FROM core.territoires_lda
