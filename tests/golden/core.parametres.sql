-- attendu
SELECT delai_inactivite_jours::INTEGER AS delai_inactivite_jours, recul_primo_arrivants_jours::INTEGER AS recul_primo_arrivants_jours, part_localisee_minimale::DECIMAL(2, 1) AS part_localisee_minimale, demandes_minimales::INTEGER AS demandes_minimales, personnes_par_menage::DOUBLE AS personnes_par_menage, part_numerotee_minimale::DECIMAL(2, 1) AS part_numerotee_minimale
FROM (VALUES
  (90, 730, 0.5, 100, 2.2, 0.3)
) AS v(delai_inactivite_jours, recul_primo_arrivants_jours, part_localisee_minimale, demandes_minimales, personnes_par_menage, part_numerotee_minimale)
