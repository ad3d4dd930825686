-- attendu
SELECT delai_inactivite_jours::INTEGER AS delai_inactivite_jours, recul_primo_arrivants_jours::INTEGER AS recul_primo_arrivants_jours
FROM (VALUES
  (90, 730)
) AS v(delai_inactivite_jours, recul_primo_arrivants_jours)
