-- Territoires publiés.
-- Grain : un niveau et un code de territoire.
-- Source : core.territoires_publies.
SELECT
  niveau,
  territoire_code,
  territoire_libelle,
  departement_code,
  region_code,
  millesime_cog,
  pop_municipale,
  millesime_population,
  est_fictif
FROM core.territoires_publies
