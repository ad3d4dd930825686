-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, {'conclusion': {'code': 'PAS_DE_DIFFERENCE', 'phrase': 'pas de différence établie', 'reserve': 'motivation', 'motif': NULL, 'nb_acceleres': 33, 'nb_autres': 67, 'annee_debut': 2017, 'annee_fin': 2021}} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, 'PAS_DE_DIFFERENCE' AS conclusion_effet,
  'pas de différence établie' AS conclusion_effet_libelle, 'motivation' AS reserve_effet, NULL AS motif_effet, 33 AS nb_acceleres, 67 AS nb_autres,
  2017 AS annee_debut, 2021 AS annee_fin
