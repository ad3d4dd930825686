-- entree core.siao_delais
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, objet, cohorte_depart, nb_cohorte::BIGINT AS nb_cohorte, issue, delai_jours::INTEGER AS delai_jours, part::DOUBLE AS part, part_basse::DOUBLE AS part_basse, part_haute::DOUBLE AS part_haute, nb_a_risque::INTEGER AS nb_a_risque
FROM (VALUES
  ('Z12', 'LOGEMENT', '2024', 120, 'ABOUTI', 30, 0.04, 0.01, 0.08, 110),
  ('Z12', 'LOGEMENT', '2024', 120, 'SANS_NOUVELLES', 30, 0.02, 0.0, 0.05, 110),
  ('Z12', 'LOGEMENT', '2024', 120, 'ABOUTI', 90, 0.1, 0.05, 0.16, 90),
  ('Z12', 'LOGEMENT', '2024', 120, 'SANS_NOUVELLES', 90, 0.15, 0.09, 0.22, 90),
  ('Z12', 'ADMISSION', '2024', 50, 'ABOUTI', 30, 0.4, 0.3, 0.5, 30),
  ('Z12', 'ADMISSION', '2024', 50, 'AUTRE', 30, 0.0, 0.0, 0.0, 30)
) AS v(siao_dep, objet, cohorte_depart, nb_cohorte, issue, delai_jours, part, part_basse, part_haute, nb_a_risque)
-- attendu
SELECT 'DEP' AS niveau, siao_dep::VARCHAR AS territoire_code, objet::VARCHAR AS objet, cohorte_depart::VARCHAR AS cohorte_depart, issue::VARCHAR AS issue, delai_jours::INTEGER AS delai_jours, nb::INTEGER AS nb, bas::INTEGER AS bas, haut::INTEGER AS haut
FROM (VALUES
  ('Z12', 'ADMISSION', '2024', 'ABOUTI', 30, 20, 15, 25),
  ('Z12', 'ADMISSION', '2024', 'AUTRE', 30, 0, 0, 0),
  ('Z12', 'ADMISSION', '2024', 'EN_COURS', 30, 30, NULL, NULL),
  ('Z12', 'ADMISSION', '2024', 'TOTAL', 0, 50, NULL, NULL),
  ('Z12', 'LOGEMENT', '2024', 'ABOUTI', 30, 5, 1, 10),
  ('Z12', 'LOGEMENT', '2024', 'ABOUTI', 90, 12, 6, 19),
  ('Z12', 'LOGEMENT', '2024', 'EN_COURS', 90, 90, NULL, NULL),
  ('Z12', 'LOGEMENT', '2024', 'SANS_NOUVELLES', 30, 2, 0, 6),
  ('Z12', 'LOGEMENT', '2024', 'SANS_NOUVELLES', 90, 18, 11, 26),
  ('Z12', 'LOGEMENT', '2024', 'TOTAL', 0, 120, NULL, NULL)
) AS v(siao_dep, objet, cohorte_depart, issue, delai_jours, nb, bas, haut)
