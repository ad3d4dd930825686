-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, {'series': [
  {'groupe': 'AUTRES', 'annee': 2017, 'territoire_code': NULL, 'nb_menages': 15209, 'indice': 100.0, 'nb_territoires': 67},
  {'groupe': 'TEMOIN_COMPOSE', 'annee': 2021, 'territoire_code': '75', 'nb_menages': NULL, 'indice': 160.5, 'nb_territoires': 4}]} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'LARGE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  ('AUTRES', 2017, NULL, 15209, 100.0, 67), ('TEMOIN_COMPOSE', 2021, '75', NULL, 160.5, 4)
) AS t(serie_effet, annee, territoire_en_cause, nb_menages_reloges, indice_effet, nb_territoires_effet)
