-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2023-01-01', '2026-01-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_episodes
SELECT siao_dep, rapprochement, rang_episode::BIGINT AS rang_episode, cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 'CENTRAL', 1, 'p-1', '2023-02-01', '2023-06-01', 'LOGEMENT'),
  ('Z12', 'CENTRAL', 2, 'p-1', '2025-02-01', NULL, NULL),
  ('Z12', 'STRICT', 1, 'p-1', '2023-02-01', '2023-06-01', 'LOGEMENT'),
  ('Z12', 'CENTRAL', 1, 'p-2', '2022-01-01', '2024-07-01', 'INACTIVITE'),
  ('Z12', 'CENTRAL', 1, 'p-3', '2024-05-01', NULL, NULL),
  ('Z12', 'CENTRAL', 1, 'p-4', '2025-05-01', '2025-06-01', 'MOBILITE'),
  ('Z12', 'CENTRAL', 1, 'p-5', '2025-05-01', '2025-06-01', 'HEBERGEMENT_INSERTION'),
  ('Z12', 'CENTRAL', 1, 'p-6', '2025-05-01', '2025-06-01', 'DECES'),
  ('Z12', 'CENTRAL', 1, 'p-7', '2025-05-01', '2025-06-01', 'MOBILITE')
) AS v(siao_dep, rapprochement, rang_episode, cle_personne, date_debut, date_fin, issue)
-- entree staging.siao_demande_insertion
SELECT siao_dep, cle_demande, date_transmission::DATE AS date_transmission, date_orientation::DATE AS date_orientation, date_admission::DATE AS date_admission, date_cloture::DATE AS date_cloture, date_extraction::DATE AS date_extraction
FROM (VALUES
  ('Z12', 'd-1', '2025-01-10', '2025-02-10', '2025-02-10', '2025-02-10', '2026-01-01'),
  ('Z12', 'd-2', '2025-01-10', NULL, NULL, '2025-03-01', '2026-01-01'),
  ('Z12', 'd-3', '2025-12-01', '2025-12-20', NULL, NULL, '2026-01-01')
) AS v(siao_dep, cle_demande, date_transmission, date_orientation, date_admission, date_cloture, date_extraction)
-- entree core.siao_baux
-- p-9 est venue avant le début de l’observation
SELECT 'Z12' AS siao_dep, cle_personne, depart::DATE AS depart, entree::DATE AS entree, sortie::DATE AS sortie, issue
FROM (VALUES
  ('p-1', '2023-02-01', '2023-03-01', '2023-06-01', 'ABOUTI'),
  ('p-2', '2024-02-01', '2024-02-29', '2024-05-31', 'ABOUTI'),
  ('p-3', '2025-05-01', '2025-05-01', '2025-06-01', NULL),
  ('p-9', '2022-05-01', '2023-05-01', '2025-06-01', NULL)
) AS v(cle_personne, depart, entree, sortie, issue)
-- entree core.parametres
SELECT 90 AS delai_inactivite_jours
-- attendu
SELECT 'DEP' AS niveau, territoire_code::VARCHAR AS territoire_code, objet::VARCHAR AS objet, cohorte_depart::VARCHAR AS cohorte_depart, fenetre_jusqu_au::DATE AS fenetre_jusqu_au, entree::INTEGER AS entree, sortie::INTEGER AS sortie, issue::VARCHAR AS issue, nb::BIGINT AS nb
FROM (VALUES
  ('Z12', 'ADMISSION', '2025', NULL, 0, 1, 'ABOUTI', 1),
  ('Z12', 'ADMISSION', '2025', NULL, 0, 12, NULL, 1),
  ('Z12', 'ADMISSION', 'DERNIERS_21_MOIS', '2026-01-01', 0, 1, 'ABOUTI', 1),
  ('Z12', 'ADMISSION', 'DERNIERS_21_MOIS', '2026-01-01', 0, 12, NULL, 1),
  ('Z12', 'BAIL', 'TOUTES_ANNEES', NULL, 28, 120, 'ABOUTI', 2),
  ('Z12', 'BAIL', 'TOUTES_ANNEES', NULL, 0, 31, NULL, 1),
  ('Z12', 'LOGEMENT', '2023', NULL, 0, 120, 'ABOUTI', 1),
  ('Z12', 'LOGEMENT', '2024', NULL, 0, 610, NULL, 1),
  ('Z12', 'LOGEMENT', '2025', NULL, 0, 31, 'AUTRE', 1),
  ('Z12', 'LOGEMENT', '2025', NULL, 0, 31, 'HEBERGEMENT_STABLE', 1),
  ('Z12', 'LOGEMENT', '2025', NULL, 0, 31, NULL, 2),
  ('Z12', 'LOGEMENT', 'DERNIERS_21_MOIS', '2026-01-01', 0, 31, 'AUTRE', 1),
  ('Z12', 'LOGEMENT', 'DERNIERS_21_MOIS', '2026-01-01', 0, 31, 'HEBERGEMENT_STABLE', 1),
  ('Z12', 'LOGEMENT', 'DERNIERS_21_MOIS', '2026-01-01', 0, 31, NULL, 2),
  ('Z12', 'LOGEMENT', 'DERNIERS_21_MOIS', '2026-01-01', 0, 610, NULL, 1),
  ('Z12', 'LOGEMENT', 'DERNIERS_21_MOIS', '2026-01-01', 821, 912, 'SANS_NOUVELLES', 1),
  ('Z12', 'ORIENTATION', '2025', NULL, 0, 19, 'ABOUTI', 1),
  ('Z12', 'ORIENTATION', '2025', NULL, 0, 31, 'ABOUTI', 1),
  ('Z12', 'ORIENTATION', '2025', NULL, 0, 50, 'AUTRE', 1),
  ('Z12', 'ORIENTATION', 'DERNIERS_21_MOIS', '2026-01-01', 0, 19, 'ABOUTI', 1),
  ('Z12', 'ORIENTATION', 'DERNIERS_21_MOIS', '2026-01-01', 0, 31, 'ABOUTI', 1),
  ('Z12', 'ORIENTATION', 'DERNIERS_21_MOIS', '2026-01-01', 0, 50, 'AUTRE', 1)
) AS v(territoire_code, objet, cohorte_depart, fenetre_jusqu_au, entree, sortie, issue, nb)
