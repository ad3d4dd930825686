-- entree core.siao_libelles
SELECT 'siao_mouvement' AS liste, code, libelle, regroupement FROM ref.siao_mouvement
-- entree core.siao_flux
SELECT niveau, territoire_code, territoire_code AS siao_source, mois::DATE AS mois, stock_debut::BIGINT AS stock_debut, nouveaux::BIGINT AS nouveaux, retours_logement::BIGINT AS retours_logement, retours_inactif::BIGINT AS retours_inactif, retours_autres::BIGINT AS retours_autres, vers_logement::BIGINT AS vers_logement, vers_inactif::BIGINT AS vers_inactif, autres_sorties::BIGINT AS autres_sorties, stock_fin::BIGINT AS stock_fin
FROM (VALUES
  ('DEP', 'Z12', '2025-01-01', 30, 8, 1, 2, 0, 4, 6, 1, 30),
  ('DEP', 'Z12', '2025-02-01', 30, 9, 0, 1, 1, 3, 5, 0, 33),
  ('REG', 'R', '2025-02-01', 50, 9, 0, 1, 1, 3, 5, 0, 53),
  ('REG', 'R', '2025-04-01', 60, 0, 0, 0, 0, 0, 5, 0, 55)
) AS v(niveau, territoire_code, mois, stock_debut, nouveaux, retours_logement, retours_inactif, retours_autres, vers_logement, vers_inactif, autres_sorties, stock_fin)
-- entree core.siao_suivis
SELECT niveau, territoire_code, siao_source, periode, periode_debut::DATE AS periode_debut, rapprochement, nb_suivies::BIGINT AS nb_suivies, nb_stock::BIGINT AS nb_stock
FROM (VALUES
  ('DEP', 'Z12', 'Z12', '2025', '2025-01-01', 'CENTRAL', 80, 33),
  ('REG', 'R', 'R', '2025', '2025-01-01', 'CENTRAL', 140, 55),
  ('REG', 'R', 'R', '2025-02', '2025-02-01', 'CENTRAL', 61, 53),
  ('SIREN_EPCI', 'E', 'E@Z12', '2025-01', '2025-01-01', 'CENTRAL', 12, 0),
  ('SIREN_EPCI', 'E', 'E@Z12', '2025', '2025-01-01', 'CENTRAL', 14, 9),
  ('HORS_EPCI', 'Z12', 'Z12', '2025-01', '2025-01-01', 'CENTRAL', 30, 20),
  ('HORS_EPCI', 'Z12', 'Z12', '2025', '2025-01-01', 'CENTRAL', 66, 20)
) AS v(niveau, territoire_code, siao_source, periode, periode_debut, rapprochement, nb_suivies, nb_stock)
-- attendu
SELECT ligne_flux::VARCHAR AS ligne_flux, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, mouvement::VARCHAR AS mouvement, mouvement_libelle::VARCHAR AS mouvement_libelle, nb_personnes_suivies::INTEGER AS nb_personnes_suivies, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2024-12:STOCK', 'DEP', 'Z12', '2024-12', '2024-12-01', 'STOCK', 'Actives le dernier jour du mois', 30, 'PUBLIE'),
  ('Z12:2025-01:AUTRE_SORTIE', 'DEP', 'Z12', '2025-01', '2025-01-01', 'AUTRE_SORTIE', 'Autres sorties', 1, 'PUBLIE'),
  ('Z12:2025-01:NOUVELLES', 'DEP', 'Z12', '2025-01', '2025-01-01', 'NOUVELLES', 'Entrées : jamais vues avant', 8, 'PUBLIE'),
  ('Z12:2025-01:RETOUR_AUTRE', 'DEP', 'Z12', '2025-01', '2025-01-01', 'RETOUR_AUTRE', 'Entrées : autres retours', 0, 'ZERO'),
  ('Z12:2025-01:RETOUR_INACTIVITE', 'DEP', 'Z12', '2025-01', '2025-01-01', 'RETOUR_INACTIVITE', 'Entrées : de retour après une absence', 2, 'PUBLIE'),
  ('Z12:2025-01:RETOUR_LOGEMENT', 'DEP', 'Z12', '2025-01', '2025-01-01', 'RETOUR_LOGEMENT', 'Entrées : de retour d’un logement', 1, 'PUBLIE'),
  ('Z12:2025-01:STOCK', 'DEP', 'Z12', '2025-01', '2025-01-01', 'STOCK', 'Actives le dernier jour du mois', 30, 'PUBLIE'),
  ('Z12:2025-01:SUIVIES', 'DEP', 'Z12', '2025-01', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 41, 'PUBLIE'),
  ('Z12:2025-01:VERS_INACTIVITE', 'DEP', 'Z12', '2025-01', '2025-01-01', 'VERS_INACTIVITE', 'Sorties sans nouvelles', 6, 'PUBLIE'),
  ('Z12:2025-01:VERS_LOGEMENT', 'DEP', 'Z12', '2025-01', '2025-01-01', 'VERS_LOGEMENT', 'Sorties vers un logement', 4, 'PUBLIE'),
  ('Z12:2025-02:AUTRE_SORTIE', 'DEP', 'Z12', '2025-02', '2025-02-01', 'AUTRE_SORTIE', 'Autres sorties', 0, 'ZERO'),
  ('Z12:2025-02:NOUVELLES', 'DEP', 'Z12', '2025-02', '2025-02-01', 'NOUVELLES', 'Entrées : jamais vues avant', 9, 'PUBLIE'),
  ('Z12:2025-02:RETOUR_AUTRE', 'DEP', 'Z12', '2025-02', '2025-02-01', 'RETOUR_AUTRE', 'Entrées : autres retours', 1, 'PUBLIE'),
  ('Z12:2025-02:RETOUR_INACTIVITE', 'DEP', 'Z12', '2025-02', '2025-02-01', 'RETOUR_INACTIVITE', 'Entrées : de retour après une absence', 1, 'PUBLIE'),
  ('Z12:2025-02:RETOUR_LOGEMENT', 'DEP', 'Z12', '2025-02', '2025-02-01', 'RETOUR_LOGEMENT', 'Entrées : de retour d’un logement', 0, 'ZERO'),
  ('Z12:2025-02:STOCK', 'DEP', 'Z12', '2025-02', '2025-02-01', 'STOCK', 'Actives le dernier jour du mois', 33, 'PUBLIE'),
  ('Z12:2025-02:SUIVIES', 'DEP', 'Z12', '2025-02', '2025-02-01', 'SUIVIES', 'Actives au moins un jour', 41, 'PUBLIE'),
  ('Z12:2025-02:VERS_INACTIVITE', 'DEP', 'Z12', '2025-02', '2025-02-01', 'VERS_INACTIVITE', 'Sorties sans nouvelles', 5, 'PUBLIE'),
  ('Z12:2025-02:VERS_LOGEMENT', 'DEP', 'Z12', '2025-02', '2025-02-01', 'VERS_LOGEMENT', 'Sorties vers un logement', 3, 'PUBLIE'),
  ('R:2025-01:STOCK', 'REG', 'R', '2025-01', '2025-01-01', 'STOCK', 'Actives le dernier jour du mois', 50, 'PUBLIE'),
  ('R:2025-02:SUIVIES', 'REG', 'R', '2025-02', '2025-02-01', 'SUIVIES', 'Actives au moins un jour', 61, 'PUBLIE'),
  ('R:2025-02:NOUVELLES', 'REG', 'R', '2025-02', '2025-02-01', 'NOUVELLES', 'Entrées : jamais vues avant', 9, 'PUBLIE'),
  ('R:2025-02:RETOUR_LOGEMENT', 'REG', 'R', '2025-02', '2025-02-01', 'RETOUR_LOGEMENT', 'Entrées : de retour d’un logement', 0, 'ZERO'),
  ('R:2025-02:RETOUR_INACTIVITE', 'REG', 'R', '2025-02', '2025-02-01', 'RETOUR_INACTIVITE', 'Entrées : de retour après une absence', 1, 'PUBLIE'),
  ('R:2025-02:RETOUR_AUTRE', 'REG', 'R', '2025-02', '2025-02-01', 'RETOUR_AUTRE', 'Entrées : autres retours', 1, 'PUBLIE'),
  ('R:2025-02:VERS_LOGEMENT', 'REG', 'R', '2025-02', '2025-02-01', 'VERS_LOGEMENT', 'Sorties vers un logement', 3, 'PUBLIE'),
  ('R:2025-02:VERS_INACTIVITE', 'REG', 'R', '2025-02', '2025-02-01', 'VERS_INACTIVITE', 'Sorties sans nouvelles', 5, 'PUBLIE'),
  ('R:2025-02:AUTRE_SORTIE', 'REG', 'R', '2025-02', '2025-02-01', 'AUTRE_SORTIE', 'Autres sorties', 0, 'ZERO'),
  ('R:2025-02:STOCK', 'REG', 'R', '2025-02', '2025-02-01', 'STOCK', 'Actives le dernier jour du mois', 53, 'PUBLIE'),
  ('R:2025-03:STOCK', 'REG', 'R', '2025-03', '2025-03-01', 'STOCK', 'Actives le dernier jour du mois', 60, 'PUBLIE'),
  ('R:2025-04:SUIVIES', 'REG', 'R', '2025-04', '2025-04-01', 'SUIVIES', 'Actives au moins un jour', 60, 'PUBLIE'),
  ('R:2025-04:NOUVELLES', 'REG', 'R', '2025-04', '2025-04-01', 'NOUVELLES', 'Entrées : jamais vues avant', 0, 'ZERO'),
  ('R:2025-04:RETOUR_LOGEMENT', 'REG', 'R', '2025-04', '2025-04-01', 'RETOUR_LOGEMENT', 'Entrées : de retour d’un logement', 0, 'ZERO'),
  ('R:2025-04:RETOUR_INACTIVITE', 'REG', 'R', '2025-04', '2025-04-01', 'RETOUR_INACTIVITE', 'Entrées : de retour après une absence', 0, 'ZERO'),
  ('R:2025-04:RETOUR_AUTRE', 'REG', 'R', '2025-04', '2025-04-01', 'RETOUR_AUTRE', 'Entrées : autres retours', 0, 'ZERO'),
  ('R:2025-04:VERS_LOGEMENT', 'REG', 'R', '2025-04', '2025-04-01', 'VERS_LOGEMENT', 'Sorties vers un logement', 0, 'ZERO'),
  ('R:2025-04:VERS_INACTIVITE', 'REG', 'R', '2025-04', '2025-04-01', 'VERS_INACTIVITE', 'Sorties sans nouvelles', 5, 'PUBLIE'),
  ('R:2025-04:AUTRE_SORTIE', 'REG', 'R', '2025-04', '2025-04-01', 'AUTRE_SORTIE', 'Autres sorties', 0, 'ZERO'),
  ('R:2025-04:STOCK', 'REG', 'R', '2025-04', '2025-04-01', 'STOCK', 'Actives le dernier jour du mois', 55, 'PUBLIE'),
  ('R:2025:SUIVIES', 'REG', 'R', '2025', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 140, 'PUBLIE'),
  ('E@Z12:2025-01:SUIVIES', 'SIREN_EPCI', 'E', '2025-01', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 12, 'PUBLIE'),
  ('E@Z12:2025-01:STOCK', 'SIREN_EPCI', 'E', '2025-01', '2025-01-01', 'STOCK', 'Actives le dernier jour du mois', 0, 'ZERO'),
  ('E@Z12:2025:SUIVIES', 'SIREN_EPCI', 'E', '2025', '2025-01-01', 'SUIVIES', 'Actives au moins un jour', 14, 'PUBLIE'),
  ('Z12:2025-01:SUIVIES_HORS_EPCI', 'DEP', 'Z12', '2025-01', '2025-01-01', 'SUIVIES_HORS_EPCI', 'Actives au moins un jour, dans aucun EPCI du département', 30, 'PUBLIE'),
  ('Z12:2025-01:STOCK_HORS_EPCI', 'DEP', 'Z12', '2025-01', '2025-01-01', 'STOCK_HORS_EPCI', 'Actives le dernier jour du mois, dans aucun EPCI du département', 20, 'PUBLIE'),
  ('Z12:2025:SUIVIES_HORS_EPCI', 'DEP', 'Z12', '2025', '2025-01-01', 'SUIVIES_HORS_EPCI', 'Actives au moins un jour, dans aucun EPCI du département', 66, 'PUBLIE')
) AS v(ligne_flux, niveau, territoire_code, periode, periode_debut, mouvement, mouvement_libelle, nb_personnes_suivies, statut_valeur)
