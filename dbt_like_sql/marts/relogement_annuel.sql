-- Accès au logement social des personnes sans domicile, par année.
-- Grain : un niveau, un territoire, une année.
-- Définition : cumul du dernier mois connu de l’année ; l’année est complète si décembre est connu.
-- Source : core.relogement.
WITH connus AS (
  SELECT niveau, territoire_code, date_mois, nb_personnes_cumul
  FROM core.relogement
  WHERE nb_personnes_cumul IS NOT NULL
)
SELECT
  niveau,
  territoire_code,
  year(date_mois)::INTEGER AS annee,
  arg_max(nb_personnes_cumul, date_mois) AS nb_personnes_annee,
  max(date_mois) AS dernier_mois,
  month(max(date_mois)) = 12 AS est_annee_complete
FROM connus
GROUP BY ALL
