-- Secteurs et IRIS dont la commune manque ou n’est pas dans le périmètre, et périmètres sans aucun lieu.
WITH communes AS (
  SELECT perimetre_id, element_code AS commune_code FROM {batch} WHERE element_type IN ('COM', 'ARM')
),
secteurs AS (
  SELECT
    perimetre_id,
    commune_code,
    CASE
      WHEN starts_with(commune_code, '751') THEN '75056'
      WHEN starts_with(commune_code, '6938') THEN '69123'
      WHEN starts_with(commune_code, '132') THEN '13055'
      ELSE commune_code
    END AS ville_code
  FROM {batch}
  WHERE element_type IN ('SECTEUR', 'IRIS')
)
SELECT perimetre_id
FROM secteurs
WHERE commune_code IS NULL
  OR (
    perimetre_id IN (SELECT perimetre_id FROM communes)
    AND (perimetre_id, commune_code) NOT IN (SELECT (perimetre_id, commune_code) FROM communes)
    AND (perimetre_id, ville_code) NOT IN (SELECT (perimetre_id, commune_code) FROM communes)
  )
UNION ALL
SELECT perimetre_id
FROM {batch}
GROUP BY perimetre_id
HAVING bool_and(element_type = 'TYPE_LIEU')
