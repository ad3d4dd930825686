-- entree core.siao_menages_annuels
SELECT siao_dep, annee::DATE AS annee, nb_menages::BIGINT AS nb_menages
FROM (VALUES
  ('Z12', '2024-01-01', 1),
  ('Z12', '2025-01-01', 2),
  ('Z21', '2025-01-01', 1)
) AS v(siao_dep, annee, nb_menages)
-- entree core.siao_observations
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2024-06-01', '2026-01-01'),
  ('Z21', '2024-06-01', '2025-12-20')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, nb_menages::INTEGER AS nb_menages, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 2, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, nb_menages, statut_valeur)
