-- Contours de territoires, tous lots reçus.
-- Grain : un lot, un niveau et un code de territoire.
-- Source : contrat lake.contours.
SELECT
  lot,
  niveau,
  territoire_code,
  territoire_libelle,
  millesime_cog,
  projection,
  est_reparee,
  geometrie
FROM lake.contours
