-- entree core.siao_libelles
SELECT 'siao_issue_parcours' AS liste, code, libelle, regroupement FROM ref.siao_issue_parcours
-- entree core.siao_delais
SELECT siao_dep, objet, cohorte_depart, nb_cohorte::BIGINT AS nb_cohorte, issue, delai_jours::INTEGER AS delai_jours, part::DOUBLE AS part, part_basse::DOUBLE AS part_basse, part_haute::DOUBLE AS part_haute, nb_a_risque::INTEGER AS nb_a_risque
FROM (VALUES
  ('Z12', 'LOGEMENT', '2024', 120, 'ABOUTI', 30, 0.04, 0.01, 0.08, 110),
  ('Z12', 'LOGEMENT', '2024', 120, 'SANS_NOUVELLES', 30, 0.02, 0.0, 0.05, 110),
  ('Z12', 'LOGEMENT', '2024', 120, 'ABOUTI', 90, 0.1, 0.05, 0.16, 90),
  ('Z12', 'LOGEMENT', '2024', 120, 'SANS_NOUVELLES', 90, 0.15, 0.09, 0.22, 90),
  ('Z12', 'ADMISSION', '2024', 50, 'ABOUTI', 30, 0.4, 0.3, 0.5, 30),
  ('Z12', 'ADMISSION', '2024', 50, 'AUTRE', 30, 0.0, 0.0, 0.0, 30)
) AS v(siao_dep, objet, cohorte_depart, nb_cohorte, issue, delai_jours, part, part_basse, part_haute, nb_a_risque)
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
