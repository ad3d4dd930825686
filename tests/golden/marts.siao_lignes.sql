-- entree core.siao_libelles
SELECT 'siao_population' AS liste, code, libelle, regroupement FROM ref.siao_population
-- entree core.siao_completude
SELECT siao_dep, annee, contrat, population, champ, nb_lignes::BIGINT AS nb_lignes, nb_renseignees::BIGINT AS nb_renseignees
FROM (VALUES
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'canal', 120, 118),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'motif_code', 120, 120),
  ('Z12', '2025', 'lake.siao_demande_115', 'NON_POURVUES', 'motif_non_pourvue', 60, 40)
) AS v(siao_dep, annee, contrat, population, champ, nb_lignes, nb_renseignees)
-- attendu
SELECT lot_lignes::VARCHAR AS lot_lignes, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, contrat::VARCHAR AS contrat, population_lignes::VARCHAR AS population_lignes, population_lignes_libelle::VARCHAR AS population_lignes_libelle, nb_lignes::INTEGER AS nb_lignes, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025:lake.siao_demande_115:NON_POURVUES', 'DEP', 'Z12', '2025', 'lake.siao_demande_115', 'NON_POURVUES', 'Demandes non pourvues', 60, 'PUBLIE'),
  ('Z12:2025:lake.siao_demande_115:TOUTES', 'DEP', 'Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'Toutes les lignes', 120, 'PUBLIE')
) AS v(lot_lignes, niveau, territoire_code, periode, contrat, population_lignes, population_lignes_libelle, nb_lignes, statut_valeur)
