-- Lignes des exports des SIAO, par année du fait.
-- Grain : un SIAO, une année, un contrat, une population de lignes.
-- Définition : le dénominateur de la complétude de chaque champ.
-- Source : core.siao_completude, core.siao_libelles.
SELECT
  c.siao_dep || ':' || c.annee || ':' || c.contrat || ':' || c.population AS lot_lignes,
  'DEP' AS niveau,
  c.siao_dep AS territoire_code,
  c.annee AS periode,
  c.contrat AS contrat,
  c.population AS population_lignes,
  l.libelle AS population_lignes_libelle,
  max(c.nb_lignes)::INTEGER AS nb_lignes,
  CASE WHEN max(c.nb_lignes) = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.siao_completude AS c
JOIN core.siao_libelles AS l ON l.liste = 'siao_population' AND l.code = c.population
GROUP BY ALL
