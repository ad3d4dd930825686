-- Contour en vigueur de chaque territoire.
-- Grain : un niveau et un code de territoire.
-- Définition : le contour du millésime le plus récent reçu pour ce territoire ; à millésime égal, celui du lot le plus
-- étendu. Le contour d’un territoire disparu au dernier millésime de son niveau est laissé : il recouvrirait ses successeurs.
-- Source : staging.contours, core.communes.
WITH contours AS (
  SELECT *, count(*) OVER (PARTITION BY lot, niveau) AS etendue FROM staging.contours
),
derniers AS (
  SELECT niveau, max(millesime_cog) AS millesime_cog FROM contours WHERE NOT starts_with(territoire_code, 'Z') GROUP BY niveau
),
communes AS (
  SELECT * FROM core.communes WHERE millesime_cog IN (SELECT millesime_cog FROM derniers)
),
existants AS (
  SELECT DISTINCT type_commune AS niveau, millesime_cog, commune_code AS territoire_code FROM communes
  UNION
  SELECT 'SIREN_EPCI', millesime_cog, epci_code FROM communes WHERE epci_code IS NOT NULL
  UNION
  SELECT 'SIREN_EPT', millesime_cog, ept_code FROM communes WHERE ept_code IS NOT NULL
),
-- un niveau dont aucune liste n’est connue à ce millésime garde tous ses contours
listes AS (
  SELECT DISTINCT niveau, millesime_cog FROM existants
),
disparus AS (
  SELECT DISTINCT contours.niveau, contours.territoire_code
  FROM contours
  JOIN derniers ON derniers.niveau = contours.niveau
  JOIN listes ON listes.niveau = derniers.niveau AND listes.millesime_cog = derniers.millesime_cog
  LEFT JOIN existants
    ON existants.niveau = derniers.niveau
    AND existants.millesime_cog = derniers.millesime_cog
    AND existants.territoire_code = contours.territoire_code
  WHERE existants.territoire_code IS NULL
    AND contours.millesime_cog < derniers.millesime_cog
    AND NOT starts_with(contours.territoire_code, 'Z')
),
final AS (
  SELECT *
  FROM contours
  ANTI JOIN disparus USING (niveau, territoire_code)
  QUALIFY row_number() OVER (PARTITION BY niveau, territoire_code ORDER BY millesime_cog DESC, etendue DESC, lot) = 1
)
SELECT
  niveau,
  territoire_code,
  territoire_libelle,
  millesime_cog,
  projection,
  est_reparee,
  geometrie,
  starts_with(territoire_code, 'Z') AS est_fictif
FROM final
