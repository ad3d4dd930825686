-- Périodes de validité impossibles, ou qui se recouvrent pour un même code.
WITH periodes AS (
  SELECT
    commune_code,
    date_debut,
    date_fin,
    lead(date_debut) OVER (PARTITION BY coalesce(type_commune, ''), commune_code ORDER BY date_debut) AS debut_suivant
  FROM {batch}
)
SELECT commune_code
FROM periodes
WHERE date_fin < date_debut OR debut_suivant < coalesce(date_fin, DATE '9999-12-31')
