-- entree core.siao_libelles
SELECT 'siao_mouvement' AS liste, code, libelle, regroupement FROM ref.siao_mouvement
UNION ALL
SELECT 'siao_rapprochement' AS liste, code, libelle, regroupement FROM ref.siao_rapprochement
-- entree core.siao_suivis
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, periode, periode_debut::DATE AS periode_debut, rapprochement, nb_suivies::BIGINT AS nb_suivies, nb_stock::BIGINT AS nb_stock
FROM (VALUES
  ('Z12', '2025-01', '2025-01-01', 'STRICT', 42, 30),
  ('Z12', '2025-01', '2025-01-01', 'CENTRAL', 41, 30),
  ('Z12', '2025-01', '2025-01-01', 'LARGE', 39, 31),
  ('Z12', '2025', '2025-01-01', 'STRICT', 90, 30),
  ('Z12', '2025', '2025-01-01', 'CENTRAL', 88, 30),
  ('Z12', '2025', '2025-01-01', 'LARGE', 80, 29)
) AS v(siao_dep, periode, periode_debut, rapprochement, nb_suivies, nb_stock)
UNION ALL SELECT 'REG', 'Z12', '2025-01', DATE '2025-01-01', 'CENTRAL', 99, 98
-- attendu
SELECT ligne_flux::VARCHAR AS ligne_flux, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, mouvement::VARCHAR AS mouvement, mouvement_libelle::VARCHAR AS mouvement_libelle, rapprochement::VARCHAR AS rapprochement, rapprochement_libelle::VARCHAR AS rapprochement_libelle, nb_personnes_suivies::INTEGER AS nb_personnes_suivies, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025-01:STOCK', 'DEP', 'Z12', '2025-01', '2025-01-01', 'STOCK', 'Actives le dernier jour du mois', 'CENTRAL', 'Noms et date de naissance dans n’importe quel ordre, ou rapprochement probabiliste au seuil de 95 %', 30, 'PUBLIE'),
  ('Z12:2025-01:STOCK', 'DEP', 'Z12', '2025-01', '2025-01-01', 'STOCK', 'Actives le dernier jour du mois', 'LARGE', 'Début des noms, année de naissance, sexe, ou rapprochement probabiliste au seuil de 10 %', 30, 'PUBLIE'),
  ('Z12:2025-01:STOCK', 'DEP', 'Z12', '2025-01', '2025-01-01', 'STOCK', 'Actives le dernier jour du mois', 'STRICT', 'Identités écrites exactement de même', 31, 'PUBLIE'),
  ('Z12:2025-01:SUIVIES', 'DEP', 'Z12', '2025-01', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 'CENTRAL', 'Noms et date de naissance dans n’importe quel ordre, ou rapprochement probabiliste au seuil de 95 %', 41, 'PUBLIE'),
  ('Z12:2025-01:SUIVIES', 'DEP', 'Z12', '2025-01', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 'LARGE', 'Début des noms, année de naissance, sexe, ou rapprochement probabiliste au seuil de 10 %', 39, 'PUBLIE'),
  ('Z12:2025-01:SUIVIES', 'DEP', 'Z12', '2025-01', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 'STRICT', 'Identités écrites exactement de même', 42, 'PUBLIE'),
  ('Z12:2025:SUIVIES', 'DEP', 'Z12', '2025', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 'CENTRAL', 'Noms et date de naissance dans n’importe quel ordre, ou rapprochement probabiliste au seuil de 95 %', 88, 'PUBLIE'),
  ('Z12:2025:SUIVIES', 'DEP', 'Z12', '2025', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 'LARGE', 'Début des noms, année de naissance, sexe, ou rapprochement probabiliste au seuil de 10 %', 80, 'PUBLIE'),
  ('Z12:2025:SUIVIES', 'DEP', 'Z12', '2025', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 'STRICT', 'Identités écrites exactement de même', 90, 'PUBLIE')
) AS v(ligne_flux, niveau, territoire_code, periode, periode_debut, mouvement, mouvement_libelle, rapprochement, rapprochement_libelle, nb_personnes_suivies, statut_valeur)
