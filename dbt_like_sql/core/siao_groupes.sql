-- Fiches que chaque rapprochement réunit en une personne.
-- Grain : un SIAO, un rapprochement, une personne.
-- Définition : règle C5. Un groupe est un ensemble de fiches, sous un numéro : deux rapprochements qui réunissent les mêmes fiches ont le
-- même, ce qui est le cas de presque toutes les personnes. Leurs contacts et leurs épisodes ne se calculent donc qu’une fois.
-- Source : staging.siao_personne.
WITH fiches AS (
  SELECT DISTINCT siao_dep, cle_fiche, cle_personne AS stricte, cle_personne_centrale AS centrale, cle_personne_large AS large
  FROM staging.siao_personne
),
strictes AS (
  SELECT siao_dep, stricte, count(DISTINCT centrale) = 1 AS est_simple FROM fiches GROUP BY ALL
),
centrales AS (
  SELECT
    f.siao_dep,
    f.centrale,
    count(DISTINCT f.large) = 1 AS est_simple,
    CASE WHEN count(DISTINCT f.stricte) = 1 AND bool_and(s.est_simple) THEN min(f.stricte) END AS stricte
  FROM fiches AS f
  JOIN strictes AS s USING (siao_dep, stricte)
  GROUP BY ALL
),
larges AS (
  SELECT
    f.siao_dep,
    f.large,
    CASE WHEN count(DISTINCT f.centrale) = 1 AND bool_and(c.est_simple) THEN min(f.centrale) END AS centrale
  FROM fiches AS f
  JOIN centrales AS c USING (siao_dep, centrale)
  GROUP BY ALL
),
-- premier : le premier rapprochement qui réunit ces fiches, et la personne qu’il y voit
personnes AS (
  SELECT siao_dep, 'STRICT' AS rapprochement, stricte AS cle_personne, {'rapprochement': 'STRICT', 'cle': stricte} AS premier FROM strictes
  UNION ALL
  SELECT
    siao_dep,
    'CENTRAL',
    centrale,
    {'rapprochement': if(stricte IS NULL, 'CENTRAL', 'STRICT'), 'cle': coalesce(stricte, centrale)}
  FROM centrales
  UNION ALL
  SELECT
    l.siao_dep,
    'LARGE',
    l.large,
    {
      'rapprochement': CASE WHEN l.centrale IS NULL THEN 'LARGE' WHEN c.stricte IS NULL THEN 'CENTRAL' ELSE 'STRICT' END,
      'cle': coalesce(c.stricte, l.centrale, l.large)
    }
  FROM larges AS l
  LEFT JOIN centrales AS c ON c.siao_dep = l.siao_dep AND c.centrale = l.centrale
)
SELECT
  siao_dep,
  rapprochement,
  cle_personne,
  dense_rank() OVER (ORDER BY siao_dep, premier.rapprochement, premier.cle) AS groupe
FROM personnes
