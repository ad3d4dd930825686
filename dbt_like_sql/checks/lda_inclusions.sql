-- Inclusions déclarées d’un seul côté.
WITH inclus AS (
  SELECT territoire_id AS petit, trim(unnest(string_split(inclus_dans, '|'))) AS grand FROM {batch} WHERE inclus_dans IS NOT NULL
),
contient AS (
  SELECT trim(unnest(string_split(contient, '|'))) AS petit, territoire_id AS grand FROM {batch} WHERE contient IS NOT NULL
)
(SELECT petit, grand FROM inclus EXCEPT SELECT petit, grand FROM contient)
UNION ALL
(SELECT petit, grand FROM contient EXCEPT SELECT petit, grand FROM inclus)
