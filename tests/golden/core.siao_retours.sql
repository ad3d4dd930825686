-- entree core.siao_observations
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2022-01-01', '2026-01-01'),
  ('Z21', '2024-06-01', '2026-01-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_sorties_logement
SELECT 'DEP' AS niveau, siao_dep::VARCHAR AS territoire_code, mois_sortie::DATE AS mois_sortie, mois_precedent::DATE AS mois_precedent, nb_sortis::BIGINT AS nb_sortis, nb_retours_180::BIGINT AS nb_retours_180, nb_retours_365::BIGINT AS nb_retours_365, nb_retours_730::BIGINT AS nb_retours_730
FROM (VALUES
  ('Z12', '2022-12-01', NULL, 1, 0, 0, 0),
  ('Z12', '2023-02-01', NULL, 1, 0, 1, 1),
  ('Z12', '2023-03-01', NULL, 1, 1, 1, 1),
  ('Z12', '2023-06-01', NULL, 2, 0, 0, 1),
  ('Z12', '2024-01-01', NULL, 1, 0, 0, 0),
  ('Z12', '2024-02-01', NULL, 1, 0, 0, 0),
  ('Z12', '2023-07-01', '2023-02-01', 1, 1, 1, 1),
  ('Z12', '2023-08-01', '2022-12-01', 1, 0, 0, 0)
) AS v(siao_dep, mois_sortie, mois_precedent, nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730)
-- attendu
SELECT 'DEP' AS niveau, siao_dep::VARCHAR AS territoire_code, observe_jusqu_au::DATE AS observe_jusqu_au, nb_sortis::BIGINT AS nb_sortis, nb_retours_180::BIGINT AS nb_retours_180, nb_retours_365::BIGINT AS nb_retours_365, nb_retours_730::BIGINT AS nb_retours_730
FROM (VALUES
  ('Z12', '2026-01-01', 5, 1, 2, 3)
) AS v(siao_dep, observe_jusqu_au, nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730)
