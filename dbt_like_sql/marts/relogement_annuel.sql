-- Accès au logement social des personnes sans domicile, par année.
-- Grain : un niveau, un territoire, une année.
-- Définition : cumul du dernier mois connu de l’année ; l’année est complète si décembre est connu ; l’état est celui de ce mois.
-- Le taux rapporte une année complète à la population du territoire, et n’existe que pour un département ou une région.
-- Source : core.relogement, core.territoires_publies.
WITH connus AS (
  SELECT niveau, territoire_code, date_mois, nb_personnes_cumul, statut_valeur
  FROM core.relogement
  WHERE nb_personnes_cumul IS NOT NULL
),
annees AS (
  SELECT
    niveau,
    territoire_code,
    year(date_mois)::INTEGER AS annee,
    arg_max(nb_personnes_cumul, date_mois) AS nb_personnes_annee,
    arg_max(statut_valeur, date_mois) AS statut_valeur,
    max(date_mois) AS dernier_mois,
    month(max(date_mois)) = 12 AS est_annee_complete
  FROM connus
  GROUP BY niveau, territoire_code, year(date_mois)
)
SELECT
  annees.niveau,
  annees.territoire_code,
  annees.annee,
  annees.nb_personnes_annee,
  annees.statut_valeur,
  annees.dernier_mois,
  annees.est_annee_complete,
  CASE
    WHEN annees.est_annee_complete AND annees.niveau IN ('DEP', 'REG')
    THEN round(annees.nb_personnes_annee * 10000 / territoires_publies.pop_municipale, 1)
  END AS nb_personnes_pour_10000_hab,
  territoires_publies.pop_municipale,
  territoires_publies.millesime_population
FROM annees
LEFT JOIN core.territoires_publies AS territoires_publies
  ON territoires_publies.niveau = annees.niveau AND territoires_publies.territoire_code = annees.territoire_code
