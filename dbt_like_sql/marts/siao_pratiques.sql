-- Ce que chaque SIAO déclare compter, et ce qu’il reste à lui demander.
-- Grain : un SIAO, une pratique, un premier jour.
-- Source : core.siao_pratiques.
SELECT
  'DEP' AS niveau,
  siao_dep AS territoire_code,
  pratique,
  pratique_libelle,
  pratique_modalite,
  pratique_modalite_libelle,
  pratique_debut,
  pratique_fin,
  question_au_siao
FROM core.siao_pratiques
