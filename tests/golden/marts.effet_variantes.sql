-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, {'variantes': [
  {'rang': 1, 'nature': 'PRINCIPAL', 'libelle': 'effet principal', 'territoire_code': NULL, 'valeur': 1.1, 'bas': 0.9, 'haut': 1.3, 'p': 0.2, 'motif': NULL},
  {'rang': 2, 'nature': 'SANS_TERRITOIRE', 'libelle': 'sans ce territoire', 'territoire_code': '63', 'valeur': 1.0, 'bas': NULL, 'haut': NULL, 'p': NULL, 'motif': 'sans intervalle'}]} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  (1, 'PRINCIPAL', 'effet principal', NULL, 1.1, 0.9, 1.3, 0.2, NULL),
  (2, 'SANS_TERRITOIRE', 'sans ce territoire', '63', 1.0, NULL, NULL, NULL, 'sans intervalle')
) AS t(rang_variante, nature_variante, variante_libelle, territoire_en_cause, valeur_effet, effet_bas, effet_haut, p_effet, motif_effet)
