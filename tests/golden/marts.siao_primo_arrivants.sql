-- entree core.siao_libelles
SELECT 'siao_anciennete' AS liste, code, libelle, regroupement FROM ref.siao_anciennete
-- entree core.siao_primo_arrivants
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, annee::INTEGER AS annee, nb_entrants::BIGINT AS nb_entrants, nb_primo_arrivants::BIGINT AS nb_primo_arrivants
FROM (VALUES
  ('Z12', 2024, 120, 80)
) AS v(siao_dep, annee, nb_entrants, nb_primo_arrivants)
UNION ALL SELECT 'REG', 'Z1', 2024, 200, 130
-- entree core.siao_observations
SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 'Z12' AS siao_source
UNION ALL SELECT 'REG', 'Z1', 'REG:Z1@Z11+Z12'
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, anciennete::VARCHAR AS anciennete, anciennete_libelle::VARCHAR AS anciennete_libelle, nb_personnes_entrees::INTEGER AS nb_personnes_entrees, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2024', 'DEP', 'Z12', '2024', 'CONNU', 'Déjà connues du SIAO', 40, 'PUBLIE'),
  ('Z12:2024', 'DEP', 'Z12', '2024', 'PRIMO_ARRIVANT', 'Inconnues du SIAO depuis deux ans', 80, 'PUBLIE'),
  ('Z12:2024', 'DEP', 'Z12', '2024', 'TOTAL', 'Personnes entrées dans l’année', 120, 'PUBLIE'),
  ('REG:Z1@Z11+Z12:2024', 'REG', 'Z1', '2024', 'CONNU', 'Déjà connues du SIAO', 70, 'PUBLIE'),
  ('REG:Z1@Z11+Z12:2024', 'REG', 'Z1', '2024', 'PRIMO_ARRIVANT', 'Inconnues du SIAO depuis deux ans', 130, 'PUBLIE'),
  ('REG:Z1@Z11+Z12:2024', 'REG', 'Z1', '2024', 'TOTAL', 'Personnes entrées dans l’année', 200, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, anciennete, anciennete_libelle, nb_personnes_entrees, statut_valeur)
