-- entree core.attributions
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, date_extraction::DATE AS date_extraction, date_revision::DATE AS date_revision, est_dna_deduit::BOOLEAN AS est_dna_deduit, nb_radiations::BIGINT AS nb_radiations, nb_heberges::BIGINT AS nb_heberges, nb_dna::BIGINT AS nb_dna, nb_sans_abri::BIGINT AS nb_sans_abri, nb_sans_domicile::BIGINT AS nb_sans_domicile, nb_sans_domicile_hors_dna::BIGINT AS nb_sans_domicile_hors_dna, nb_sans_domicile_elargi::BIGINT AS nb_sans_domicile_elargi, nb_baux::BIGINT AS nb_baux, nb_baux_sans_domicile::BIGINT AS nb_baux_sans_domicile, nb_baux_hors_qpv::BIGINT AS nb_baux_hors_qpv, nb_baux_premier_quartile::BIGINT AS nb_baux_premier_quartile, nb_baux_quartile_inconnu::BIGINT AS nb_baux_quartile_inconnu, nb_attributions::BIGINT AS nb_attributions, nb_attributions_sans_domicile::BIGINT AS nb_attributions_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2024, '2025-01-20', '2025-07-01', true, 200, 9, 2, 3, 12, 10, 14, 180, 11, 120, 30, 4, 210, 15),
  ('DEP', 'Z11', 2023, '2024-01-20', NULL, false, 190, 8, NULL, 1, 9, NULL, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('COM', 'Z1101', 2024, '2025-01-20', NULL, false, 30, 3, NULL, 0, 3, NULL, 3, 25, 2, 20, 8, 0, 33, 4),
  ('COM', 'Z1102', 2024, '2025-01-20', NULL, false, 30, 3, NULL, 0, 3, NULL, 3, 25, 2, 20, 8, 0, 33, 4)
) AS v(niveau, territoire_code, annee, date_extraction, date_revision, est_dna_deduit, nb_radiations, nb_heberges, nb_dna, nb_sans_abri, nb_sans_domicile, nb_sans_domicile_hors_dna, nb_sans_domicile_elargi, nb_baux, nb_baux_sans_domicile, nb_baux_hors_qpv, nb_baux_premier_quartile, nb_baux_quartile_inconnu, nb_attributions, nb_attributions_sans_domicile)
-- entree core.territoires_publies
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code
FROM (VALUES
  ('DEP', 'Z11'),
  ('COM', 'Z1101'),
  ('SIREN_EPCI', 'Z00000011')
) AS v(niveau, territoire_code)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, nb_radiations::INTEGER AS nb_radiations, statut_valeur::VARCHAR AS statut_valeur, nb_sans_domicile_elargi::INTEGER AS nb_sans_domicile_elargi, statut_nb_sans_domicile_elargi::VARCHAR AS statut_nb_sans_domicile_elargi, nb_baux::INTEGER AS nb_baux, statut_nb_baux::VARCHAR AS statut_nb_baux, nb_baux_sans_domicile::INTEGER AS nb_baux_sans_domicile, statut_nb_baux_sans_domicile::VARCHAR AS statut_nb_baux_sans_domicile, nb_attributions::INTEGER AS nb_attributions, statut_nb_attributions::VARCHAR AS statut_nb_attributions, nb_attributions_sans_domicile::INTEGER AS nb_attributions_sans_domicile, statut_nb_attributions_sans_domicile::VARCHAR AS statut_nb_attributions_sans_domicile, part_elargie_pct::DOUBLE AS part_elargie_pct, part_baux_pct::DOUBLE AS part_baux_pct
FROM (VALUES
  ('COM', 'Z1101', 2023, NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, NULL),
  ('COM', 'Z1101', 2024, 30, 'PUBLIE', 3, 'PUBLIE', 25, 'PUBLIE', 2, 'PUBLIE', 33, 'PUBLIE', 4, 'PUBLIE', NULL, NULL),
  ('DEP', 'Z11', 2023, 190, 'PUBLIE', 9, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', 4.7368421052631575, NULL),
  ('DEP', 'Z11', 2024, 200, 'PUBLIE', 14, 'PUBLIE', 180, 'PUBLIE', 11, 'PUBLIE', 210, 'PUBLIE', 15, 'PUBLIE', 7.0, 6.111111111111111)
) AS v(niveau, territoire_code, annee, nb_radiations, statut_valeur, nb_sans_domicile_elargi, statut_nb_sans_domicile_elargi, nb_baux, statut_nb_baux, nb_baux_sans_domicile, statut_nb_baux_sans_domicile, nb_attributions, statut_nb_attributions, nb_attributions_sans_domicile, statut_nb_attributions_sans_domicile, part_elargie_pct, part_baux_pct)
