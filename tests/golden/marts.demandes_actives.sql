-- entree core.attributions
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, date_extraction::DATE AS date_extraction, date_revision::DATE AS date_revision, est_dna_deduit::BOOLEAN AS est_dna_deduit, nb_radiations::BIGINT AS nb_radiations, nb_heberges::BIGINT AS nb_heberges, nb_dna::BIGINT AS nb_dna, nb_sans_abri::BIGINT AS nb_sans_abri, nb_sans_domicile::BIGINT AS nb_sans_domicile, nb_sans_domicile_hors_dna::BIGINT AS nb_sans_domicile_hors_dna, nb_sans_domicile_elargi::BIGINT AS nb_sans_domicile_elargi, nb_baux::BIGINT AS nb_baux, nb_baux_sans_domicile::BIGINT AS nb_baux_sans_domicile, nb_baux_hors_qpv::BIGINT AS nb_baux_hors_qpv, nb_baux_premier_quartile::BIGINT AS nb_baux_premier_quartile, nb_baux_quartile_inconnu::BIGINT AS nb_baux_quartile_inconnu, nb_attributions::BIGINT AS nb_attributions, nb_attributions_sans_domicile::BIGINT AS nb_attributions_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2024, '2025-01-20', NULL, true, 200, 19, 2, 3, 22, 20, 24, 180, 11, 120, 30, 4, 210, 15),
  ('SIREN_EPCI', 'Z00000011', 2024, '2025-01-20', NULL, false, 30, 3, NULL, 0, 3, NULL, 3, 25, 2, 20, 8, 0, 33, 4)
) AS v(niveau, territoire_code, annee, date_extraction, date_revision, est_dna_deduit, nb_radiations, nb_heberges, nb_dna, nb_sans_abri, nb_sans_domicile, nb_sans_domicile_hors_dna, nb_sans_domicile_elargi, nb_baux, nb_baux_sans_domicile, nb_baux_hors_qpv, nb_baux_premier_quartile, nb_baux_quartile_inconnu, nb_attributions, nb_attributions_sans_domicile)
-- entree core.territoires_publies
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code
FROM (VALUES
  ('DEP', 'Z11'),
  ('COM', 'Z1101'),
  ('SIREN_EPCI', 'Z00000011')
) AS v(niveau, territoire_code)
-- entree core.demandes_actives
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, nb_demandes_sans_domicile::BIGINT AS nb_demandes_sans_domicile, nb_demandes_sans_domicile_haut::BIGINT AS nb_demandes_sans_domicile_haut, nb_demandes::BIGINT AS nb_demandes
FROM (VALUES
  ('DEP', 'Z11', 2024, 44, 48, 900),
  ('SIREN_EPCI', 'Z00000011', 2024, 30, 30, 600),
  ('SIREN_EPCI', 'Z00000011', 2023, 28, 28, 600)
) AS v(niveau, territoire_code, annee, nb_demandes_sans_domicile, nb_demandes_sans_domicile_haut, nb_demandes)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, nb_demandes_sans_domicile::INTEGER AS nb_demandes_sans_domicile, statut_valeur::VARCHAR AS statut_valeur, nb_demandes_sans_domicile_haut::INTEGER AS nb_demandes_sans_domicile_haut, statut_nb_demandes_sans_domicile_haut::VARCHAR AS statut_nb_demandes_sans_domicile_haut, nb_sans_domicile::INTEGER AS nb_sans_domicile, statut_nb_sans_domicile::VARCHAR AS statut_nb_sans_domicile, taux_satisfaction_pct::DOUBLE AS taux_satisfaction_pct, pression_annees::DOUBLE AS pression_annees
FROM (VALUES
  ('DEP', 'Z11', 2023, NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE', NULL, NULL),
  ('DEP', 'Z11', 2024, 44, 'PUBLIE', 48, 'PUBLIE', 22, 'PUBLIE', 50.0, 2.0),
  ('SIREN_EPCI', 'Z00000011', 2023, 28, 'PUBLIE', 28, 'PUBLIE', NULL, 'NON_COLLECTE', NULL, NULL),
  ('SIREN_EPCI', 'Z00000011', 2024, 30, 'PUBLIE', 30, 'PUBLIE', 3, 'PUBLIE', NULL, NULL)
) AS v(niveau, territoire_code, annee, nb_demandes_sans_domicile, statut_valeur, nb_demandes_sans_domicile_haut, statut_nb_demandes_sans_domicile_haut, nb_sans_domicile, statut_nb_sans_domicile, taux_satisfaction_pct, pression_annees)
