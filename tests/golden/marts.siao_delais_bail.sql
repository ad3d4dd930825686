-- entree core.parametres
SELECT 0.3 AS part_numerotee_minimale
-- entree core.siao_libelles
SELECT liste, code, libelle, regroupement
FROM (VALUES
  ('siao_issue_parcours', 'ABOUTI', 'Aboutit', NULL), ('siao_issue_parcours', 'TOTAL', 'Au départ', NULL),
  ('siao_etat_numero', 'RELIE', 'Relié', 'NUMEROTE'), ('siao_etat_numero', 'SANS_NUMERO', 'Sans', 'AUTRE')
) AS v(liste, code, libelle, regroupement)
-- entree core.siao_numeros_annuels
SELECT siao_dep, annee, etat_numero, nb_menages
FROM (VALUES
  ('Z12', 2024, 'RELIE', 2), ('Z12', 2024, 'SANS_NUMERO', 8), ('Z12', 2025, 'RELIE', 4), ('Z12', 2025, 'SANS_NUMERO', 6),
  ('Z23', 2024, 'RELIE', 2), ('Z23', 2024, 'SANS_NUMERO', 8), ('Z32', 2024, 'SANS_NUMERO', 8)
) AS v(siao_dep, annee, etat_numero, nb_menages)
-- entree core.siao_delais_comptes
SELECT 'DEP' AS niveau, territoire_code, objet, 'TOUTES_ANNEES' AS cohorte_depart, issue, delai_jours, nb, bas::INTEGER AS bas, haut::INTEGER AS haut
FROM (VALUES
  ('Z12', 'BAIL', 'TOTAL', 0, 60, NULL, NULL), ('Z12', 'BAIL', 'ABOUTI', 90, 0, 0, 4), ('Z12', 'LOGEMENT', 'TOTAL', 0, 99, NULL, NULL),
  ('Z23', 'BAIL', 'TOTAL', 0, 30, NULL, NULL), ('Z32', 'BAIL', 'TOTAL', 0, 30, NULL, NULL)
) AS v(territoire_code, objet, issue, delai_jours, nb, bas, haut)
-- attendu
SELECT ligne_delai, niveau, territoire_code, objet_delai, cohorte_depart, issue_parcours, delai_jours, nb_menages_suivis, statut_valeur, nb_menages_suivis_bas, nb_menages_suivis_haut, statut_nb_menages_suivis_haut
FROM (VALUES
  ('BAIL:Z12:TOUTES_ANNEES:TOTAL:000', 'DEP', 'Z12', 'BAIL', 'TOUTES_ANNEES', 'TOTAL', '000', 60, 'PUBLIE', NULL, NULL, 'NON_COLLECTE'),
  ('BAIL:Z12:TOUTES_ANNEES:ABOUTI:090', 'DEP', 'Z12', 'BAIL', 'TOUTES_ANNEES', 'ABOUTI', '090', 0, 'ZERO', 0, 4, 'PUBLIE')
) AS v(ligne_delai, niveau, territoire_code, objet_delai, cohorte_depart, issue_parcours, delai_jours, nb_menages_suivis, statut_valeur, nb_menages_suivis_bas, nb_menages_suivis_haut, statut_nb_menages_suivis_haut)
