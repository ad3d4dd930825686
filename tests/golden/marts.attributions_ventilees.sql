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
-- entree core.attributions_ventilees
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, ventilation::VARCHAR AS ventilation, ventilation_libelle::VARCHAR AS ventilation_libelle, nb_radiations::BIGINT AS nb_radiations, nb_sans_domicile::BIGINT AS nb_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2024, 'TOTAL', 'Toutes', 200, 12),
  ('DEP', 'Z11', 2024, 'DALO:NON', 'Non', 200, 12),
  ('DEP', 'Z99', 2024, 'TOTAL', 'Toutes', 1, 1)
) AS v(niveau, territoire_code, annee, ventilation, ventilation_libelle, nb_radiations, nb_sans_domicile)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, ventilation::VARCHAR AS ventilation, ventilation_libelle::VARCHAR AS ventilation_libelle, nb_radiations::INTEGER AS nb_radiations, statut_valeur::VARCHAR AS statut_valeur, nb_sans_domicile::INTEGER AS nb_sans_domicile, statut_nb_sans_domicile::VARCHAR AS statut_nb_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2023, 'DALO:NON', 'Non', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE'),
  ('DEP', 'Z11', 2023, 'TOTAL', 'Toutes', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE'),
  ('DEP', 'Z11', 2024, 'DALO:NON', 'Non', 200, 'PUBLIE', 12, 'PUBLIE'),
  ('DEP', 'Z11', 2024, 'TOTAL', 'Toutes', 200, 'PUBLIE', 12, 'PUBLIE')
) AS v(niveau, territoire_code, annee, ventilation, ventilation_libelle, nb_radiations, statut_valeur, nb_sans_domicile, statut_nb_sans_domicile)
