-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_dep FROM (VALUES ('DEP', 'Z12', 'Z12'), ('DEP', 'Z21', 'Z21'), ('SIREN_EPCI', 'Z00000012', 'Z12')) AS v(niveau, territoire_code, siao_dep)
-- entree core.siao_episodes
SELECT siao_dep, 'CENTRAL' AS rapprochement, cle_personne, rang_episode::BIGINT AS rang_episode, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 'p-1', 1, '2022-11-01', '2023-03-01', 'LOGEMENT'),
  ('Z12', 'p-1', 2, '2023-03-20', '2023-04-01', 'RUE'),
  ('Z12', 'p-2', 1, '2023-01-10', '2023-02-01', 'LOGEMENT_ADAPTE'),
  ('Z12', 'p-2', 2, '2024-01-15', '2024-02-01', 'LOGEMENT'),
  ('Z12', 'p-8', 1, '2023-11-15', '2023-12-10', 'LOGEMENT'),
  ('Z12', 'p-8', 2, '2024-02-01', '2024-02-20', 'LOGEMENT'),
  ('Z12', 'p-3', 1, '2023-05-01', '2023-06-01', 'LOGEMENT'),
  ('Z21', 'p-3', 1, '2025-03-01', NULL, NULL),
  ('Z12', 'p-4', 1, '2023-05-01', '2023-06-01', 'LOGEMENT'),
  ('Z12', 'p-5', 1, '2022-11-01', '2022-12-31', 'LOGEMENT'),
  ('Z12', 'p-6', 1, '2023-05-01', '2024-01-03', 'LOGEMENT'),
  ('Z12', 'p-7', 1, '2023-05-01', '2023-06-01', 'INACTIVITE')
) AS v(siao_dep, cle_personne, rang_episode, date_debut, date_fin, issue)
UNION ALL SELECT 'Z12', 'STRICT', 'p-9', 1, DATE '2022-11-01', DATE '2024-03-01', 'LOGEMENT'
-- attendu
SELECT 'DEP' AS niveau, territoire_code::VARCHAR AS territoire_code, mois_sortie::DATE AS mois_sortie, mois_precedent::DATE AS mois_precedent, nb_sortis::BIGINT AS nb_sortis, nb_retours_180::BIGINT AS nb_retours_180, nb_retours_365::BIGINT AS nb_retours_365, nb_retours_730::BIGINT AS nb_retours_730
FROM (VALUES
  ('Z12', '2022-12-01', NULL, 1, 0, 0, 0),
  ('Z12', '2023-02-01', NULL, 1, 0, 1, 1),
  ('Z12', '2023-03-01', NULL, 1, 1, 1, 1),
  ('Z12', '2023-06-01', NULL, 2, 0, 0, 1),
  ('Z12', '2024-01-01', NULL, 1, 0, 0, 0),
  ('Z12', '2023-12-01', NULL, 1, 1, 1, 1),
  ('Z12', '2024-02-01', NULL, 1, 0, 0, 0),
  ('Z12', '2024-02-01', '2023-12-01', 1, 0, 0, 0)
) AS v(territoire_code, mois_sortie, mois_precedent, nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730)
