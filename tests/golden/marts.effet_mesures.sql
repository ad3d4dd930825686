-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, {'mesures': [
  {'rang': 1, 'etape': 'HAUSSE', 'mesure': 'HAUSSE_AUTRES', 'libelle': 'hausse', 'unite': 'POURCENT', 'valeur': 41.5, 'bas': NULL, 'haut': NULL, 'p': NULL, 'nb_territoires': 67, 'territoire_code': NULL, 'motif': NULL},
  {'rang': 2, 'etape': 'TEMOIN', 'mesure': 'TEMOIN_ECART', 'libelle': 'écart', 'unite': 'RAPPORT', 'valeur': NULL, 'bas': NULL, 'haut': NULL, 'p': 0.2, 'nb_territoires': NULL, 'territoire_code': '75', 'motif': 'trop court'}]} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  (1, 'HAUSSE', 'HAUSSE_AUTRES', 'hausse', 'POURCENT', 41.5, NULL, NULL, NULL, 67, NULL, NULL),
  (2, 'TEMOIN', 'TEMOIN_ECART', 'écart', 'RAPPORT', NULL, NULL, NULL, 0.2, NULL, '75', 'trop court')
) AS t(rang_mesure, etape_effet, mesure_effet, mesure_effet_libelle, unite, valeur_effet, effet_bas, effet_haut, p_effet, nb_territoires_effet, territoire_en_cause, motif_effet)
