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
SELECT ligne_delai::VARCHAR AS ligne_delai, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, objet_delai::VARCHAR AS objet_delai, cohorte_depart::VARCHAR AS cohorte_depart, issue_parcours::VARCHAR AS issue_parcours, issue_parcours_libelle::VARCHAR AS issue_parcours_libelle, delai_jours::VARCHAR AS delai_jours, nb_parcours::INTEGER AS nb_parcours, statut_valeur::VARCHAR AS statut_valeur, nb_parcours_bas::INTEGER AS nb_parcours_bas, statut_nb_parcours_bas::VARCHAR AS statut_nb_parcours_bas, nb_parcours_haut::INTEGER AS nb_parcours_haut, statut_nb_parcours_haut::VARCHAR AS statut_nb_parcours_haut
FROM (VALUES
  ('LOGEMENT:Z12:2024:ABOUTI:030', 'DEP', 'Z12', 'LOGEMENT', '2024', 'ABOUTI', 'Aboutit : logement, orientation ou admission', '030', 5, 'PUBLIE', 1, 'PUBLIE', 10, 'PUBLIE'),
  ('LOGEMENT:Z12:2024:ABOUTI:090', 'DEP', 'Z12', 'LOGEMENT', '2024', 'ABOUTI', 'Aboutit : logement, orientation ou admission', '090', 12, 'PUBLIE', 6, 'PUBLIE', 19, 'PUBLIE'),
  ('LOGEMENT:Z12:2024:EN_COURS:090', 'DEP', 'Z12', 'LOGEMENT', '2024', 'EN_COURS', 'Toujours en cours à ce délai', '090', 90, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE'),
  ('LOGEMENT:Z12:2024:SANS_NOUVELLES:030', 'DEP', 'Z12', 'LOGEMENT', '2024', 'SANS_NOUVELLES', 'Sans nouvelles', '030', 2, 'PUBLIE', 0, 'ZERO', 6, 'PUBLIE'),
  ('LOGEMENT:Z12:2024:SANS_NOUVELLES:090', 'DEP', 'Z12', 'LOGEMENT', '2024', 'SANS_NOUVELLES', 'Sans nouvelles', '090', 18, 'PUBLIE', 11, 'PUBLIE', 26, 'PUBLIE'),
  ('LOGEMENT:Z12:2024:TOTAL:000', 'DEP', 'Z12', 'LOGEMENT', '2024', 'TOTAL', 'Au départ', '000', 120, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE')
) AS v(ligne_delai, niveau, territoire_code, objet_delai, cohorte_depart, issue_parcours, issue_parcours_libelle, delai_jours, nb_parcours, statut_valeur, nb_parcours_bas, statut_nb_parcours_bas, nb_parcours_haut, statut_nb_parcours_haut)
