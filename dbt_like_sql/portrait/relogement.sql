-- Combien de personnes sans domicile ont accédé à un logement social, année par année ?
-- Grain : un niveau, un territoire, une année.
-- Définition : personnes relogées de l’année et de la précédente ; l’évolution n’est dite qu’entre deux années complètes qui se suivent.
-- Source : recherche.relogement_annuel, recherche.avertissements, reference.territoires.
WITH avertis AS (
  SELECT niveau, territoire_code, year(date_concernee) AS annee, count(*)::INTEGER AS nb_avertissements
  FROM recherche.avertissements
  WHERE table_nom LIKE 'relogement%'
  GROUP BY ALL
)
SELECT
  r.niveau,
  r.territoire_code,
  t.territoire_libelle,
  r.annee,
  r.nb_personnes_annee,
  r.statut_valeur,
  r.est_annee_complete,
  CASE WHEN r.est_annee_complete AND p.est_annee_complete THEN r.nb_personnes_annee - p.nb_personnes_annee END AS evolution_personnes,
  r.nb_personnes_pour_10000_hab,
  coalesce(a.nb_avertissements, 0)::INTEGER AS nb_avertissements
FROM recherche.relogement_annuel AS r
JOIN reference.territoires AS t ON t.niveau = r.niveau AND t.territoire_code = r.territoire_code
LEFT JOIN recherche.relogement_annuel AS p
  ON p.niveau = r.niveau AND p.territoire_code = r.territoire_code AND p.annee = r.annee - 1
LEFT JOIN avertis AS a ON a.niveau = r.niveau AND a.territoire_code = r.territoire_code AND a.annee = r.annee
