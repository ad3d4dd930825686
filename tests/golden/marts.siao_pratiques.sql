-- entree core.siao_pratiques
SELECT 'Z12' AS siao_dep, 'RENOUVELLEMENT' AS pratique, 'Renouvellements' AS pratique_libelle, 'RENOUVELLEMENT_NON' AS pratique_modalite, 'Renouvellements non enregistrés' AS pratique_modalite_libelle,
  DATE '2024-06-01' AS pratique_debut, NULL::DATE AS pratique_fin, 'RENOUVELLEMENT_A_PART' AS modalite_avant, false AS est_sans_suite, 'Enregistrés ?' AS question_au_siao
-- attendu
SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 'RENOUVELLEMENT' AS pratique, 'Renouvellements' AS pratique_libelle, 'RENOUVELLEMENT_NON' AS pratique_modalite,
  'Renouvellements non enregistrés' AS pratique_modalite_libelle, DATE '2024-06-01' AS pratique_debut, NULL::DATE AS pratique_fin, 'Enregistrés ?' AS question_au_siao
