-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage, nuit_demandee::DATE AS nuit_demandee, nb_personnes::INTEGER AS nb_personnes, nb_mineurs::INTEGER AS nb_mineurs, est_abrite::BOOLEAN AS est_abrite
FROM (VALUES
  ('Z12', '2026-01-01', 'm-1', '2026-01-12', 3, 2, true),
  ('Z12', '2026-01-01', 'm-1', '2026-01-26', 3, 2, false),
  ('Z12', '2026-01-01', 'm-2', '2026-01-26', 1, NULL, false),
  ('Z12', '2026-01-01', 'm-3', '2026-01-26', 2, 0, true),
  ('Z12', '2026-01-01', 'm-4', '2026-01-19', 2, 2, false),
  ('Z12', '2026-01-01', 'm-4', '2026-01-20', 3, 2, false),
  ('Z21', '2026-02-01', 'm-5', '2026-02-02', 1, 0, true)
) AS v(siao_dep, mois, cle_menage, nuit_demandee, nb_personnes, nb_mineurs, est_abrite)
-- attendu
SELECT 'DEP' AS niveau, siao_dep::VARCHAR AS territoire_code, mois::DATE AS mois, acces_place::VARCHAR AS acces_place, nb_menages::BIGINT AS nb_menages, nb_personnes::BIGINT AS nb_personnes, nb_mineurs::BIGINT AS nb_mineurs, nb_age_inconnu::BIGINT AS nb_age_inconnu
FROM (VALUES
  ('Z12', '2026-01-01', 'JAMAIS', 2, 4, 2, 1),
  ('Z12', '2026-01-01', 'PARFOIS', 1, 3, 2, 0),
  ('Z12', '2026-01-01', 'TOUJOURS', 1, 2, 0, 0),
  ('Z21', '2026-02-01', 'TOUJOURS', 1, 1, 0, 0)
) AS v(siao_dep, mois, acces_place, nb_menages, nb_personnes, nb_mineurs, nb_age_inconnu)
