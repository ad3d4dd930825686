-- Contours des territoires, sous leur nom officiel, pour les cartes.
-- Grain : un niveau et un code de territoire.
-- Définition : les contours sont de la même nature que la publication, tous réels ou tous fictifs.
-- Source : core.contours, core.territoires ; nature lue dans core.territoires_publies.
WITH contours AS (
  SELECT * FROM core.contours
  WHERE est_fictif = (SELECT coalesce(bool_or(est_fictif), false) FROM core.territoires_publies)
),
noms AS (
  SELECT
    niveau,
    territoire_code,
    arg_max(territoire_libelle, coalesce(valide_du, DATE '0001-01-01')) AS territoire_libelle
  FROM core.territoires
  GROUP BY niveau, territoire_code
)
SELECT
  contours.niveau,
  contours.territoire_code,
  coalesce(noms.territoire_libelle, contours.territoire_libelle, contours.territoire_code) AS territoire_libelle,
  contours.millesime_cog,
  contours.projection,
  contours.geometrie,
  contours.est_fictif
FROM contours
LEFT JOIN noms ON noms.niveau = contours.niveau AND noms.territoire_code = contours.territoire_code
