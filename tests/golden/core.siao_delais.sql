-- entree core.siao_sources
SELECT siao_dep, DATE '2026-01-01' AS observe_jusqu_au FROM (VALUES ('Z12'), ('Z21')) AS v(siao_dep)
-- entree core.siao_durees
SELECT 'DEP' AS niveau, territoire_code, objet, cohorte_depart, fenetre_jusqu_au::DATE AS fenetre_jusqu_au, entree::INTEGER AS entree, sortie::INTEGER AS sortie, issue::VARCHAR AS issue, nb::BIGINT AS nb
FROM (VALUES
  ('Z12', 'LOGEMENT', '2024', NULL, 0, 40, 'ABOUTI', 11),
  ('Z12', 'LOGEMENT', '2024', NULL, 0, 60, 'SANS_NOUVELLES', 11),
  ('Z12', 'LOGEMENT', '2024', NULL, 0, 200, 'ABOUTI', 11),
  ('Z12', 'LOGEMENT', '2024', NULL, 0, 400, NULL, 11),
  ('Z12', 'LOGEMENT', 'DERNIERS_21_MOIS', '2025-12-01', 0, 40, 'ABOUTI', 30),
  ('Z21', 'ADMISSION', '2024', NULL, 0, 20, 'ABOUTI', 1)
) AS v(territoire_code, objet, cohorte_depart, fenetre_jusqu_au, entree, sortie, issue, nb)
-- attendu
SELECT 'DEP' AS niveau, territoire_code::VARCHAR AS territoire_code, objet::VARCHAR AS objet, cohorte_depart::VARCHAR AS cohorte_depart, nb_cohorte::BIGINT AS nb_cohorte, issue::VARCHAR AS issue, delai_jours::INTEGER AS delai_jours, part::DOUBLE AS part, part_basse::DOUBLE AS part_basse, part_haute::DOUBLE AS part_haute, nb_a_risque::INTEGER AS nb_a_risque
FROM (VALUES
  ('Z12', 'LOGEMENT', '2024', 44, 'ABOUTI', 30, 0.0, 0.0, 0.0, 44),
  ('Z12', 'LOGEMENT', '2024', 44, 'ABOUTI', 90, 0.25, 0.13636363636363635, 0.38636363636363635, 22),
  ('Z12', 'LOGEMENT', '2024', 44, 'ABOUTI', 180, 0.25, 0.13636363636363635, 0.38636363636363635, 22),
  ('Z12', 'LOGEMENT', '2024', 44, 'SANS_NOUVELLES', 30, 0.0, 0.0, 0.0, 44),
  ('Z12', 'LOGEMENT', '2024', 44, 'SANS_NOUVELLES', 90, 0.25, 0.11363636363636365, 0.38636363636363635, 22),
  ('Z12', 'LOGEMENT', '2024', 44, 'SANS_NOUVELLES', 180, 0.25, 0.11363636363636365, 0.38636363636363635, 22)
) AS v(territoire_code, objet, cohorte_depart, nb_cohorte, issue, delai_jours, part, part_basse, part_haute, nb_a_risque)
