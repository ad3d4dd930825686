-- entree staging.siao_demande_115
SELECT siao_dep, fichier_sha256, date_reception::DATE AS date_reception, mois::DATE AS mois
FROM (VALUES
  ('Z12', 'a', '2026-02-03', '2026-01-01'),
  ('Z12', 'a', '2026-02-03', '2026-01-01'),
  ('Z12', 'a', '2026-02-03', '2026-02-01'),
  ('Z21', 'b', '2026-02-03', '2026-01-01')
) AS v(siao_dep, fichier_sha256, date_reception, mois)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, fichier_sha256::VARCHAR AS fichier_sha256, date_reception::DATE AS date_reception, mois::DATE AS mois, nb_lignes::BIGINT AS nb_lignes
FROM (VALUES
  ('Z12', 'a', '2026-02-03', '2026-01-01', 2),
  ('Z12', 'a', '2026-02-03', '2026-02-01', 1),
  ('Z21', 'b', '2026-02-03', '2026-01-01', 1)
) AS v(siao_dep, fichier_sha256, date_reception, mois, nb_lignes)
