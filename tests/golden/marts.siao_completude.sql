-- entree core.siao_completude
SELECT siao_dep, annee, contrat, population, champ, nb_lignes::BIGINT AS nb_lignes, nb_renseignees::BIGINT AS nb_renseignees
FROM (VALUES
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'canal', 120, 118),
  ('Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 'motif_code', 120, 120),
  ('Z12', '2025', 'lake.siao_demande_115', 'NON_POURVUES', 'motif_non_pourvue', 60, 40)
) AS v(siao_dep, annee, contrat, population, champ, nb_lignes, nb_renseignees)
-- attendu
SELECT champ_lignes::VARCHAR AS champ_lignes, lot_lignes::VARCHAR AS lot_lignes, champ::VARCHAR AS champ, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, contrat::VARCHAR AS contrat, population_lignes::VARCHAR AS population_lignes, nb_lignes_vides::INTEGER AS nb_lignes_vides, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2025:lake.siao_demande_115:NON_POURVUES:motif_non_pourvue', 'Z12:2025:lake.siao_demande_115:NON_POURVUES', 'motif_non_pourvue', 'DEP', 'Z12', '2025', 'lake.siao_demande_115', 'NON_POURVUES', 20, 'PUBLIE'),
  ('Z12:2025:lake.siao_demande_115:TOUTES:canal', 'Z12:2025:lake.siao_demande_115:TOUTES', 'canal', 'DEP', 'Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 2, 'PUBLIE'),
  ('Z12:2025:lake.siao_demande_115:TOUTES:motif_code', 'Z12:2025:lake.siao_demande_115:TOUTES', 'motif_code', 'DEP', 'Z12', '2025', 'lake.siao_demande_115', 'TOUTES', 0, 'ZERO')
) AS v(champ_lignes, lot_lignes, champ, niveau, territoire_code, periode, contrat, population_lignes, nb_lignes_vides, statut_valeur)
