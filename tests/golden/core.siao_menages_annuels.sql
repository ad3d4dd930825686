-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage, est_abrite
FROM (VALUES
  ('Z12', '2025-01-01', 'm-1', false),
  ('Z12', '2025-02-01', 'm-1', true),
  ('Z12', '2025-02-01', 'm-2', false),
  ('Z12', '2024-12-01', 'm-1', false),
  ('Z21', '2025-01-01', 'm-3', true)
) AS v(siao_dep, mois, cle_menage, est_abrite)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, annee::DATE AS annee, nb_menages::BIGINT AS nb_menages, nb_menages_deja_pourvus::BIGINT AS nb_menages_deja_pourvus
FROM (VALUES
  ('Z12', '2024-01-01', 1, 0),
  ('Z12', '2025-01-01', 2, 1),
  ('Z21', '2025-01-01', 1, 1)
) AS v(siao_dep, annee, nb_menages, nb_menages_deja_pourvus)
