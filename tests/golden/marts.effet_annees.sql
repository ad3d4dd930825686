-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, {'annees': [
  {'annees_depuis': -2, 'nb_territoires': 4, 'valeur': 1.1, 'bas': 0.9, 'haut': 1.3, 'p': 0.4, 'motif': NULL},
  {'annees_depuis': -1, 'nb_territoires': 10, 'valeur': 1.0, 'bas': NULL, 'haut': NULL, 'p': NULL, 'motif': 'année de référence'},
  {'annees_depuis': 0, 'nb_territoires': 10, 'valeur': 1.2, 'bas': 1.1, 'haut': 1.4, 'p': 0.1, 'motif': NULL}]} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  (-2, true, false, 1.1, 0.9, 1.3, 0.4, 4, NULL),
  (-1, true, true, 1.0, NULL, NULL, NULL, 10, 'année de référence'),
  (0, false, false, 1.2, 1.1, 1.4, 0.1, 10, NULL)
) AS t(annees_depuis_annonce, est_avant_annonce, est_annee_de_reference, valeur_effet, effet_bas, effet_haut, p_effet, nb_territoires_effet, motif_effet)
