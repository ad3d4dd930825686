-- entree core.siao_invisibles
SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, DATE '2026-01-01' AS mois, 70 AS nb_vus, {'valeur': 80.6, 'bas': 74.2, 'haut': 101.5} AS borne
UNION ALL SELECT 'DEP', 'Z12', DATE '2026-02-01', 40, NULL
-- attendu
SELECT quinzaine::VARCHAR AS quinzaine, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, nb_menages_vus::INTEGER AS nb_menages_vus, statut_valeur::VARCHAR AS statut_valeur, nb_menages_au_moins::INTEGER AS nb_menages_au_moins, statut_nb_menages_au_moins::VARCHAR AS statut_nb_menages_au_moins, nb_menages_au_moins_bas::INTEGER AS nb_menages_au_moins_bas, statut_nb_menages_au_moins_bas::VARCHAR AS statut_nb_menages_au_moins_bas, nb_menages_au_moins_haut::INTEGER AS nb_menages_au_moins_haut, statut_nb_menages_au_moins_haut::VARCHAR AS statut_nb_menages_au_moins_haut
FROM (VALUES
  ('Z12:2026-01:Q1', 'DEP', 'Z12', '2026-01', '2026-01-01', 70, 'PUBLIE', 81, 'PUBLIE', 74, 'PUBLIE', 102, 'PUBLIE'),
  ('Z12:2026-02:Q1', 'DEP', 'Z12', '2026-02', '2026-02-01', 40, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE')
) AS v(quinzaine, niveau, territoire_code, periode, periode_debut, nb_menages_vus, statut_valeur, nb_menages_au_moins, statut_nb_menages_au_moins, nb_menages_au_moins_bas, statut_nb_menages_au_moins_bas, nb_menages_au_moins_haut, statut_nb_menages_au_moins_haut)
