-- entree core.siao_libelles
SELECT 'siao_acces_place' AS liste, code, libelle, regroupement FROM ref.siao_acces_place
-- entree core.siao_acces
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, mois::DATE AS mois, acces_place, nb_menages::BIGINT AS nb_menages, nb_personnes::BIGINT AS nb_personnes, nb_mineurs::BIGINT AS nb_mineurs, nb_age_inconnu::BIGINT AS nb_age_inconnu
FROM (VALUES
  ('Z12', '2026-01-01', 'JAMAIS', 2, 4, 2, 1),
  ('Z12', '2026-01-01', 'PARFOIS', 1, 3, 2, 0),
  ('Z12', '2026-02-01', 'TOUJOURS', 1, 1, 0, 0)
) AS v(siao_dep, mois, acces_place, nb_menages, nb_personnes, nb_mineurs, nb_age_inconnu)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, acces_place::VARCHAR AS acces_place, acces_place_libelle::VARCHAR AS acces_place_libelle, nb_menages::INTEGER AS nb_menages, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'JAMAIS', 'Jamais de place', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'PARFOIS', 'Une place certaines nuits', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'DEJA', 'Une place au moins une nuit', 1, 'PUBLIE'),
  ('Z12:2026-02', 'DEP', 'Z12', '2026-02', '2026-02-01', 'DEJA', 'Une place au moins une nuit', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Ménages qui ont demandé', 3, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOUJOURS', 'Une place chaque nuit demandée', 0, 'ZERO'),
  ('Z12:2026-02', 'DEP', 'Z12', '2026-02', '2026-02-01', 'JAMAIS', 'Jamais de place', 0, 'ZERO'),
  ('Z12:2026-02', 'DEP', 'Z12', '2026-02', '2026-02-01', 'PARFOIS', 'Une place certaines nuits', 0, 'ZERO'),
  ('Z12:2026-02', 'DEP', 'Z12', '2026-02', '2026-02-01', 'TOTAL', 'Ménages qui ont demandé', 1, 'PUBLIE'),
  ('Z12:2026-02', 'DEP', 'Z12', '2026-02', '2026-02-01', 'TOUJOURS', 'Une place chaque nuit demandée', 1, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, acces_place, acces_place_libelle, nb_menages, statut_valeur)
