-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage, nuit_demandee::DATE AS nuit_demandee, nb_personnes::INTEGER AS nb_personnes, nb_mineurs::INTEGER AS nb_mineurs, est_abrite::BOOLEAN AS est_abrite
FROM (VALUES
  ('Z12', '2026-01-01', 'm-1', '2026-01-12', 3, 2, true),
  ('Z12', '2026-01-01', 'm-1', '2026-01-26', 3, 2, false),
  ('Z12', '2026-01-01', 'm-2', '2026-01-26', 1, NULL, false),
  ('Z12', '2026-01-01', 'm-3', '2026-01-26', 2, 0, true)
) AS v(siao_dep, mois, cle_menage, nuit_demandee, nb_personnes, nb_mineurs, est_abrite)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, est_abrite::BOOLEAN AS est_abrite, nb_personnes::BIGINT AS nb_personnes, nb_mineurs::BIGINT AS nb_mineurs, nb_age_inconnu::BIGINT AS nb_age_inconnu
FROM (VALUES
  ('Z12', '2026-01-01', '2026-01-12', true, 3, 2, 0),
  ('Z12', '2026-01-01', '2026-01-26', false, 4, 2, 1),
  ('Z12', '2026-01-01', '2026-01-26', true, 2, 0, 0)
) AS v(siao_dep, mois, nuit_demandee, est_abrite, nb_personnes, nb_mineurs, nb_age_inconnu)
