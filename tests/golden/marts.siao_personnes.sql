-- entree core.siao_libelles
SELECT 'siao_acces_place' AS liste, code, libelle, regroupement FROM ref.siao_acces_place
UNION ALL
SELECT 'tranche_age' AS liste, code, libelle, regroupement FROM ref.tranche_age
-- entree core.siao_acces
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, mois::DATE AS mois, acces_place, nb_menages::BIGINT AS nb_menages, nb_personnes::BIGINT AS nb_personnes, nb_mineurs::BIGINT AS nb_mineurs, nb_age_inconnu::BIGINT AS nb_age_inconnu
FROM (VALUES
  ('Z12', '2026-01-01', 'JAMAIS', 2, 4, 2, 1),
  ('Z12', '2026-01-01', 'PARFOIS', 1, 3, 2, 0)
) AS v(siao_dep, mois, acces_place, nb_menages, nb_personnes, nb_mineurs, nb_age_inconnu)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, acces_place::VARCHAR AS acces_place, acces_place_libelle::VARCHAR AS acces_place_libelle, tranche_age::VARCHAR AS tranche_age, tranche_age_libelle::VARCHAR AS tranche_age_libelle, nb_personnes_demandeuses::INTEGER AS nb_personnes_demandeuses, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'JAMAIS', 'Jamais de place', 'ADULTE', '18 ans ou plus', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'JAMAIS', 'Jamais de place', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'JAMAIS', 'Jamais de place', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'JAMAIS', 'Jamais de place', 'TOTAL', 'Toutes les personnes', 4, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'DEJA', 'Une place au moins une nuit', 'ADULTE', '18 ans ou plus', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'DEJA', 'Une place au moins une nuit', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'DEJA', 'Une place au moins une nuit', 'NR', 'Âge non renseigné', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'DEJA', 'Une place au moins une nuit', 'TOTAL', 'Toutes les personnes', 3, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'PARFOIS', 'Une place certaines nuits', 'ADULTE', '18 ans ou plus', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'PARFOIS', 'Une place certaines nuits', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'PARFOIS', 'Une place certaines nuits', 'NR', 'Âge non renseigné', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'PARFOIS', 'Une place certaines nuits', 'TOTAL', 'Toutes les personnes', 3, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Ménages qui ont demandé', 'ADULTE', '18 ans ou plus', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Ménages qui ont demandé', 'MINEUR', 'Moins de 18 ans', 4, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Ménages qui ont demandé', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Ménages qui ont demandé', 'TOTAL', 'Toutes les personnes', 7, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOUJOURS', 'Une place chaque nuit demandée', 'ADULTE', '18 ans ou plus', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOUJOURS', 'Une place chaque nuit demandée', 'MINEUR', 'Moins de 18 ans', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOUJOURS', 'Une place chaque nuit demandée', 'NR', 'Âge non renseigné', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOUJOURS', 'Une place chaque nuit demandée', 'TOTAL', 'Toutes les personnes', 0, 'ZERO')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, acces_place, acces_place_libelle, tranche_age, tranche_age_libelle, nb_personnes_demandeuses, statut_valeur)
