-- De quand à quand chaque territoire est observé par les SIAO qui l’alimentent.
-- Grain : un niveau, un territoire.
-- Définition : un territoire de plusieurs SIAO l’est quand tous le sont.
-- Source : core.siao_territoires, core.siao_sources.
SELECT
  t.niveau,
  t.territoire_code,
  t.siao_source,
  max(s.observe_depuis) AS observe_depuis,
  min(s.observe_jusqu_au) AS observe_jusqu_au
FROM core.siao_territoires AS t
JOIN core.siao_sources AS s USING (siao_dep)
GROUP BY ALL
