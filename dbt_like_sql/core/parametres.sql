-- Règles de calcul que l’observatoire a choisies, dans un seul endroit.
-- Grain : une ligne.
-- Définition : delai_inactivite_jours : jours sans contact après lesquels une personne n’est plus active (indicateur I8) ;
-- recul_primo_arrivants_jours : jours d’absence qui font d’un entrant un primo-arrivant (indicateur I10).
-- Source : choix de l’observatoire, documentés dans la décision 0015.
SELECT
  90 AS delai_inactivite_jours,
  730 AS recul_primo_arrivants_jours
