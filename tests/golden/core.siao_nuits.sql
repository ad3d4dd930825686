-- entree core.siao_demandes
SELECT siao_dep, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, cle_menage::VARCHAR AS cle_menage, nb_personnes_menage::INTEGER AS nb_personnes_menage, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, est_pourvue::BOOLEAN AS est_pourvue
FROM (VALUES
  ('Z12', '2026-01-01', '2026-01-12', 'm-1', 3, 2, false),
  ('Z12', '2026-01-01', '2026-01-12', 'm-1', 3, 2, true),
  ('Z12', '2026-01-01', '2026-01-13', 'm-1', 4, 2, false),
  ('Z12', '2026-01-01', '2026-01-13', 'm-2', 1, NULL, false),
  ('Z12', '2026-01-01', '2026-01-13', NULL, 2, 1, false)
) AS v(siao_dep, mois, nuit_demandee, cle_menage, nb_personnes_menage, nb_mineurs_menage, est_pourvue)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, cle_menage::VARCHAR AS cle_menage, nuit_demandee::DATE AS nuit_demandee, nb_personnes::INTEGER AS nb_personnes, nb_mineurs::INTEGER AS nb_mineurs, est_abrite::BOOLEAN AS est_abrite
FROM (VALUES
  ('Z12', '2026-01-01', 'm-1', '2026-01-12', 3, 2, true),
  ('Z12', '2026-01-01', 'm-1', '2026-01-13', 4, 2, false),
  ('Z12', '2026-01-01', 'm-2', '2026-01-13', 1, NULL, false)
) AS v(siao_dep, mois, cle_menage, nuit_demandee, nb_personnes, nb_mineurs, est_abrite)
