-- Quel territoire en contient un autre, à chaque millésime, jusqu’aux EPCI et aux établissements publics territoriaux.
-- Grain : un millésime, un territoire qui contient, un territoire contenu.
-- Définition : une publication de données fictives ne montre que des territoires fictifs, et l’inverse. Les communes et
-- les arrondissements contenus se lisent dans leur département et leur EPCI : ils n’y sont pas répétés.
-- Source : core.contenance ; core.territoires_publies dit la nature de la publication.
SELECT
  millesime_cog,
  contenant_niveau,
  contenant_code,
  contenu_niveau,
  contenu_code
FROM core.contenance
WHERE contenu_niveau NOT IN ('COM', 'ARM')
  AND starts_with(contenu_code, 'Z') = (SELECT coalesce(bool_or(est_fictif), false) FROM core.territoires_publies)
