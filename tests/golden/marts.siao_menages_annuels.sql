-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage
FROM (VALUES
  ('Z12', '2025-01-01', 'm-1'),
  ('Z12', '2025-02-01', 'm-1'),
  ('Z12', '2025-02-01', 'm-2'),
  ('Z12', '2024-12-01', 'm-1'),
  ('Z21', '2025-01-01', 'm-3')
) AS v(siao_dep, mois, cle_menage)
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
