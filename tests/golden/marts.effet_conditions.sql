-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, {'conditions': [
  {'rang': 1, 'nature': 'CONDITION', 'palier': 'PLUS_FORTE_HAUSSE', 'texte': 'le rapport dépasse 1', 'etat': 'REMPLIE'},
  {'rang': 2, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'Covid', 'etat': 'PERMANENTE'}]} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  (1, 'CONDITION', 'PLUS_FORTE_HAUSSE', 'le rapport dépasse 1', 'REMPLIE'), (2, 'MENACE', 'HAUSSE_IMPUTABLE', 'Covid', 'PERMANENTE')
) AS t(rang_condition, nature_condition, palier_effet, condition_effet, etat_condition)
