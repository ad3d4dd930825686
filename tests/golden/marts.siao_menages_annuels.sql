-- entree core.siao_menages_annuels
SELECT siao_dep::VARCHAR AS siao_dep, annee::DATE AS annee, nb_menages::BIGINT AS nb_menages, nb_menages_deja_pourvus::BIGINT AS nb_menages_deja_pourvus
FROM (VALUES
  ('Z12', '2024-01-01', 1, 0),
  ('Z12', '2025-01-01', 2, 1),
  ('Z21', '2025-01-01', 1, 1)
) AS v(siao_dep, annee, nb_menages, nb_menages_deja_pourvus)
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
