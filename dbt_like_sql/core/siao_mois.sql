-- Mois de demandes au 115 que les tables disent de chaque territoire, et les SIAO qui les font.
-- Grain : un niveau (DEP, REG), un territoire, un mois, un SIAO.
-- Définition : tous les mois reçus d’un SIAO ; ceux d’une région, quand tous ses SIAO sont observés (core.siao_periodes).
-- Source : core.siao_demandes_comptees, core.siao_territoires, core.siao_periodes.
WITH recus AS (
  SELECT DISTINCT siao_dep, mois FROM core.siao_demandes_comptees
)
SELECT t.niveau, t.territoire_code, t.siao_source, r.siao_dep, r.mois
FROM recus AS r
JOIN core.siao_territoires AS t USING (siao_dep)
LEFT JOIN core.siao_periodes AS p
  ON p.niveau = t.niveau AND p.territoire_code = t.territoire_code AND p.periode = strftime(r.mois, '%Y-%m')
WHERE t.niveau = 'DEP' OR t.niveau = 'REG' AND p.periode IS NOT NULL
