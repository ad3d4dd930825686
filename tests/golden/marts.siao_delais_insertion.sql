-- entree core.siao_libelles
SELECT 'siao_issue_parcours' AS liste, code, libelle, regroupement FROM ref.siao_issue_parcours
-- entree core.siao_delais_comptes
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, objet, cohorte_depart, issue, delai_jours::INTEGER AS delai_jours, nb::INTEGER AS nb, bas::INTEGER AS bas, haut::INTEGER AS haut
FROM (VALUES
  ('Z12', 'LOGEMENT', '2024', 'ABOUTI', 30, 5, 1, 10),
  ('Z12', 'LOGEMENT', '2024', 'SANS_NOUVELLES', 30, 2, 0, 6),
  ('Z12', 'LOGEMENT', '2024', 'ABOUTI', 90, 12, 6, 19),
  ('Z12', 'LOGEMENT', '2024', 'SANS_NOUVELLES', 90, 18, 11, 26),
  ('Z12', 'LOGEMENT', '2024', 'TOTAL', 0, 120, NULL, NULL),
  ('Z12', 'LOGEMENT', '2024', 'EN_COURS', 90, 90, NULL, NULL),
  ('Z12', 'ADMISSION', '2024', 'ABOUTI', 30, 20, 15, 25),
  ('Z12', 'ADMISSION', '2024', 'AUTRE', 30, 0, 0, 0),
  ('Z12', 'ADMISSION', '2024', 'TOTAL', 0, 50, NULL, NULL),
  ('Z12', 'ADMISSION', '2024', 'EN_COURS', 30, 30, NULL, NULL)
) AS v(siao_dep, objet, cohorte_depart, issue, delai_jours, nb, bas, haut)
-- attendu
SELECT ligne_delai::VARCHAR AS ligne_delai, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, objet_delai::VARCHAR AS objet_delai, cohorte_depart::VARCHAR AS cohorte_depart, issue_parcours::VARCHAR AS issue_parcours, issue_parcours_libelle::VARCHAR AS issue_parcours_libelle, delai_jours::VARCHAR AS delai_jours, nb_demandes_insertion::INTEGER AS nb_demandes_insertion, statut_valeur::VARCHAR AS statut_valeur, nb_demandes_insertion_bas::INTEGER AS nb_demandes_insertion_bas, statut_nb_demandes_insertion_bas::VARCHAR AS statut_nb_demandes_insertion_bas, nb_demandes_insertion_haut::INTEGER AS nb_demandes_insertion_haut, statut_nb_demandes_insertion_haut::VARCHAR AS statut_nb_demandes_insertion_haut
FROM (VALUES
  ('ADMISSION:Z12:2024:ABOUTI:030', 'DEP', 'Z12', 'ADMISSION', '2024', 'ABOUTI', 'Aboutit : logement, orientation ou admission', '030', 20, 'PUBLIE', 15, 'PUBLIE', 25, 'PUBLIE'),
  ('ADMISSION:Z12:2024:AUTRE:030', 'DEP', 'Z12', 'ADMISSION', '2024', 'AUTRE', 'Autre sortie, ou demande close', '030', 0, 'ZERO', 0, 'ZERO', 0, 'ZERO'),
  ('ADMISSION:Z12:2024:EN_COURS:030', 'DEP', 'Z12', 'ADMISSION', '2024', 'EN_COURS', 'Toujours en cours à ce délai', '030', 30, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE'),
  ('ADMISSION:Z12:2024:TOTAL:000', 'DEP', 'Z12', 'ADMISSION', '2024', 'TOTAL', 'Au départ', '000', 50, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE')
) AS v(ligne_delai, niveau, territoire_code, objet_delai, cohorte_depart, issue_parcours, issue_parcours_libelle, delai_jours, nb_demandes_insertion, statut_valeur, nb_demandes_insertion_bas, statut_nb_demandes_insertion_bas, nb_demandes_insertion_haut, statut_nb_demandes_insertion_haut)
