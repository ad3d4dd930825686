-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2025-01-01', '2025-12-21'),
  ('Z21', '2025-01-01', '2025-12-31')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_groupes
-- p-1 : les mêmes fiches pour STRICT et CENTRAL, d’autres pour LARGE
SELECT siao_dep, rapprochement, cle_personne, groupe::BIGINT AS groupe
FROM (VALUES
  ('Z12', 'STRICT', 's-1', 1), ('Z12', 'CENTRAL', 'p-1', 1), ('Z12', 'LARGE', 'p-1', 10), ('Z12', 'CENTRAL', 'p-2', 2),
  ('Z12', 'CENTRAL', 'p-3', 3), ('Z12', 'CENTRAL', 'p-4', 4), ('Z12', 'CENTRAL', 'p-5', 5), ('Z12', 'CENTRAL', 'p-6', 6),
  ('Z21', 'CENTRAL', 'p-6', 16), ('Z12', 'CENTRAL', 'p-7', 7), ('Z12', 'CENTRAL', 'p-8', 8), ('Z12', 'CENTRAL', 'p-9', 9)
) AS v(siao_dep, rapprochement, cle_personne, groupe)
-- entree core.siao_contacts
SELECT groupe::BIGINT AS groupe, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  (1, '2025-01-05', '2025-01-06', NULL),
  (1, '2025-03-01', '2025-03-02', NULL),
  (1, '2025-08-01', '2025-08-02', NULL),
  (2, '2025-02-01', '2025-04-10', 'LOGEMENT'),
  (2, '2025-04-25', '2025-04-26', NULL),
  (3, '2025-02-01', '2025-04-10', 'HEBERGEMENT_URGENCE'),
  (3, '2025-04-25', '2025-05-20', 'LOGEMENT'),
  (4, '2025-02-01', '2025-04-10', 'LOGEMENT'),
  (4, '2025-03-01', '2025-06-01', NULL),
  (5, '2025-12-20', '2025-12-21', NULL),
  (6, '2025-01-01', '2025-02-01', 'DECES'),
  (16, '2025-03-01', '2025-12-31', NULL),
  (7, '2025-02-01', '2025-04-10', 'LOGEMENT_ADAPTE'),
  (7, '2025-04-10', '2025-04-11', NULL),
  (8, '2025-02-01', '2025-04-10', 'LOGEMENT'),
  (8, '2025-04-10', '2025-04-20', 'HEBERGEMENT_URGENCE'),
  (10, '2025-04-01', '2025-04-02', NULL),
  (9, '2025-02-01', '2025-04-10', 'RUE'),
  (9, '2025-03-01', '2025-04-10', 'AUTRE')
) AS v(groupe, date_debut, date_fin, issue)
-- entree core.parametres
SELECT 90 AS delai_inactivite_jours, 730 AS recul_primo_arrivants_jours
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, 'CENTRAL' AS rapprochement, cle_personne::VARCHAR AS cle_personne, rang_episode::BIGINT AS rang_episode, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 'p-1', 1, '2025-01-05', '2025-05-31', 'INACTIVITE'),
  ('Z12', 'p-1', 2, '2025-08-01', '2025-10-31', 'INACTIVITE'),
  ('Z12', 'p-2', 1, '2025-02-01', '2025-04-10', 'LOGEMENT'),
  ('Z12', 'p-2', 2, '2025-04-25', '2025-07-25', 'INACTIVITE'),
  ('Z12', 'p-3', 1, '2025-02-01', '2025-05-20', 'LOGEMENT'),
  ('Z12', 'p-4', 1, '2025-02-01', '2025-08-30', 'INACTIVITE'),
  ('Z12', 'p-5', 1, '2025-12-20', NULL, NULL),
  ('Z12', 'p-6', 1, '2025-01-01', '2025-02-01', 'DECES'),
  ('Z21', 'p-6', 1, '2025-03-01', NULL, NULL),
  ('Z12', 'p-7', 1, '2025-02-01', '2025-04-10', 'LOGEMENT_ADAPTE'),
  ('Z12', 'p-8', 1, '2025-02-01', '2025-04-20', 'HEBERGEMENT_URGENCE'),
  ('Z12', 'p-9', 1, '2025-02-01', '2025-04-10', 'RUE')
) AS v(siao_dep, cle_personne, rang_episode, date_debut, date_fin, issue)
UNION ALL SELECT 'Z12', 'STRICT', 's-1', 1, DATE '2025-01-05', DATE '2025-05-31', 'INACTIVITE'
UNION ALL SELECT 'Z12', 'STRICT', 's-1', 2, DATE '2025-08-01', DATE '2025-10-31', 'INACTIVITE'
UNION ALL SELECT 'Z12', 'LARGE', 'p-1', 1, DATE '2025-04-01', DATE '2025-07-01', 'INACTIVITE'
