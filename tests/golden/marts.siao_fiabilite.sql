-- entree core.siao_fiabilite
SELECT siao_dep, mois::DATE AS mois, date_extraction::DATE AS date_extraction, nb_observe::BIGINT AS nb_observe, nb_attendu::BIGINT AS nb_attendu
FROM (VALUES
  ('Z12', '2025-01-01', '2025-01-01', 640, 628),
  ('Z21', '2025-01-01', '2025-01-01', 0, 0)
) AS v(siao_dep, mois, date_extraction, nb_observe, nb_attendu)
-- attendu
SELECT mois_bilan::VARCHAR AS mois_bilan, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, nb_personnes_attendues::INTEGER AS nb_personnes_attendues, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025-01', 'DEP', 'Z12', '2025-01', '2025-01-01', 628, 'PUBLIE'),
  ('Z21:2025-01', 'DEP', 'Z21', '2025-01', '2025-01-01', 0, 'ZERO')
) AS v(mois_bilan, niveau, territoire_code, periode, periode_debut, nb_personnes_attendues, statut_valeur)
