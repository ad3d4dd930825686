-- entree core.attributions_communes
SELECT annee::INTEGER AS annee, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code, nb_radiations::BIGINT AS nb_radiations, nb_heberges::BIGINT AS nb_heberges, nb_sans_abri::BIGINT AS nb_sans_abri, nb_squat_camping::BIGINT AS nb_squat_camping, nb_situation_inconnue::BIGINT AS nb_situation_inconnue, nb_dna::BIGINT AS nb_dna, nb_dna_inconnu::BIGINT AS nb_dna_inconnu, nb_baux::BIGINT AS nb_baux, nb_baux_sans_domicile::BIGINT AS nb_baux_sans_domicile, nb_baux_hors_qpv::BIGINT AS nb_baux_hors_qpv, nb_baux_premier_quartile::BIGINT AS nb_baux_premier_quartile, nb_baux_quartile_inconnu::BIGINT AS nb_baux_quartile_inconnu, nb_attributions::BIGINT AS nb_attributions, nb_attributions_sans_domicile::BIGINT AS nb_attributions_sans_domicile, nb_radiations_revisees::BIGINT AS nb_radiations_revisees, nb_sans_domicile_revises::BIGINT AS nb_sans_domicile_revises
FROM (VALUES
  (2024, 'Z11', 'Z1101', 100, 5, 3, 1, 2, 1, 0, 90, 7, 60, 20, 1, 110, 9, 99, 8),
  (2024, 'Z11', NULL, 10, 1, 0, 0, 0, 0, 0, 9, 1, 6, 2, 0, 11, 1, 10, 1),
  (2024, 'Z12', 'Z1201', 50, 4, 2, 0, 0, 1, 0, 40, 5, 30, 9, 0, 55, 7, 50, 6),
  (2023, 'Z11', 'Z1101', 80, 4, 2, 0, 0, 0, 1, 70, 5, 50, 10, 0, 88, 6, 80, 6)
) AS v(annee, departement_code, commune_code, nb_radiations, nb_heberges, nb_sans_abri, nb_squat_camping, nb_situation_inconnue, nb_dna, nb_dna_inconnu, nb_baux, nb_baux_sans_domicile, nb_baux_hors_qpv, nb_baux_premier_quartile, nb_baux_quartile_inconnu, nb_attributions, nb_attributions_sans_domicile, nb_radiations_revisees, nb_sans_domicile_revises)
-- entree core.territoires_membres
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code
FROM (VALUES
  ('COM', 'Z1101', 'Z11', 'Z1101'),
  ('COM', 'Z1102', 'Z11', 'Z1102'),
  ('DEP', 'Z11', 'Z11', NULL),
  ('DEP', 'Z12', 'Z12', NULL),
  ('REG', 'Z1', 'Z11', NULL),
  ('REG', 'Z1', 'Z12', NULL)
) AS v(niveau, territoire_code, departement_code, commune_code)
-- entree core.sne_extractions
SELECT dep_logement::VARCHAR AS dep_logement, annee::INTEGER AS annee, etape::VARCHAR AS etape, date_extraction::DATE AS date_extraction, est_arrete::BOOLEAN AS est_arrete, est_derniere::BOOLEAN AS est_derniere
FROM (VALUES
  ('Z11', 2024, 'RADIATION', '2025-01-22', true, false),
  ('Z11', 2024, 'BAIL_SIGNE', '2025-01-22', true, false),
  ('Z11', 2024, 'ATTRIBUTION_CALEOL', '2025-01-22', true, false),
  ('Z11', 2024, 'RADIATION', '2025-07-01', false, true),
  ('Z12', 2024, 'RADIATION', '2025-01-20', true, true),
  ('Z11', 2023, 'RADIATION', '2024-01-20', true, true)
) AS v(dep_logement, annee, etape, date_extraction, est_arrete, est_derniere)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, date_extraction::DATE AS date_extraction, date_revision::DATE AS date_revision, est_dna_deduit::BOOLEAN AS est_dna_deduit, nb_radiations::BIGINT AS nb_radiations, nb_heberges::BIGINT AS nb_heberges, nb_dna::BIGINT AS nb_dna, nb_sans_abri::BIGINT AS nb_sans_abri, nb_sans_domicile::BIGINT AS nb_sans_domicile, nb_sans_domicile_hors_dna::BIGINT AS nb_sans_domicile_hors_dna, nb_squat_camping::BIGINT AS nb_squat_camping, nb_sans_domicile_elargi::BIGINT AS nb_sans_domicile_elargi, nb_situation_inconnue::BIGINT AS nb_situation_inconnue, nb_baux::BIGINT AS nb_baux, nb_baux_sans_domicile::BIGINT AS nb_baux_sans_domicile, nb_baux_hors_qpv::BIGINT AS nb_baux_hors_qpv, nb_baux_premier_quartile::BIGINT AS nb_baux_premier_quartile, nb_baux_quartile_inconnu::BIGINT AS nb_baux_quartile_inconnu, nb_attributions::BIGINT AS nb_attributions, nb_attributions_sans_domicile::BIGINT AS nb_attributions_sans_domicile, nb_radiations_revisees::BIGINT AS nb_radiations_revisees, nb_sans_domicile_revises::BIGINT AS nb_sans_domicile_revises
FROM (VALUES
  ('COM', 'Z1101', 2023, '2024-01-20', NULL, false, 80, 4, NULL, 2, 6, NULL, 0, 6, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('COM', 'Z1101', 2024, '2025-01-22', '2025-07-01', false, 100, 5, NULL, 3, 8, NULL, 1, 9, 2, 90, 7, 60, 20, 1, 110, 9, 99, 8),
  ('COM', 'Z1102', 2023, '2024-01-20', NULL, false, 0, 0, NULL, 0, 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('COM', 'Z1102', 2024, '2025-01-22', '2025-07-01', false, 0, 0, NULL, 0, 0, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  ('DEP', 'Z11', 2023, '2024-01-20', NULL, false, 80, 4, NULL, 2, 6, NULL, 0, 6, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('DEP', 'Z11', 2024, '2025-01-22', '2025-07-01', true, 110, 6, 1, 3, 9, 8, 1, 10, 2, 99, 8, 66, 22, 1, 121, 10, 109, 9),
  ('DEP', 'Z12', 2024, '2025-01-20', NULL, true, 50, 4, 1, 2, 6, 5, 0, 6, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('REG', 'Z1', 2024, '2025-01-22', '2025-07-01', true, 160, 10, 2, 5, 15, 13, 1, 16, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 159, 15)
) AS v(niveau, territoire_code, annee, date_extraction, date_revision, est_dna_deduit, nb_radiations, nb_heberges, nb_dna, nb_sans_abri, nb_sans_domicile, nb_sans_domicile_hors_dna, nb_squat_camping, nb_sans_domicile_elargi, nb_situation_inconnue, nb_baux, nb_baux_sans_domicile, nb_baux_hors_qpv, nb_baux_premier_quartile, nb_baux_quartile_inconnu, nb_attributions, nb_attributions_sans_domicile, nb_radiations_revisees, nb_sans_domicile_revises)
