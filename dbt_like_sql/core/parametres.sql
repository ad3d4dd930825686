-- Règles de calcul que l’observatoire a choisies, dans un seul endroit.
-- Grain : une ligne.
-- Définition : delai_inactivite_jours : jours sans contact après lesquels une personne n’est plus active (indicateur I8) ;
-- recul_primo_arrivants_jours : jours d’absence qui font d’un entrant un primo-arrivant (indicateur I10) ; part_localisee_minimale et
-- demandes_minimales : ce qu’il faut de demandes situées, et de demandes, dans l’année d’un SIAO pour en dire les EPCI (règle G7) ;
-- part_numerotee_minimale : ce qu’il faut de ménages dont la demande d’insertion porte un numéro unique pour dire un délai jusqu’au bail ;
-- personnes_par_menage : ce par quoi la Dihal multiplie les ménages dans le Baromètre (documentation de la source).
-- Source : choix de l’observatoire, documentés dans les décisions 0015, 0019, 0020 et 0024.
SELECT
  90 AS delai_inactivite_jours,
  730 AS recul_primo_arrivants_jours,
  0.5 AS part_localisee_minimale,
  100 AS demandes_minimales,
  0.3 AS part_numerotee_minimale,
  2.2::DOUBLE AS personnes_par_menage
