-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage, est_abrite
FROM (VALUES
  ('Z12', '2025-01-01', 'm-1', false),
  ('Z12', '2025-02-01', 'm-1', true),
  ('Z12', '2025-02-01', 'm-2', false),
  ('Z12', '2024-12-01', 'm-1', false),
  ('Z21', '2025-01-01', 'm-3', true)
) AS v(siao_dep, mois, cle_menage, est_abrite)
-- entree core.siao_libelles
SELECT 'siao_acces_place' AS liste, code, libelle, regroupement FROM ref.siao_acces_place
-- entree core.siao_observations
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2024-06-01', '2026-01-01'),
  ('Z21', '2024-06-01', '2025-12-20')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, acces_place, acces_place_libelle, nb_menages::INTEGER AS nb_menages, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'TOTAL', 'Ménages qui ont demandé', 2, 'PUBLIE'),
  ('Z12:2025', 'DEP', 'Z12', '2025', '2025-01-01', 'DEJA', 'Une place au moins une nuit', 1, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, acces_place, acces_place_libelle, nb_menages, statut_valeur)
