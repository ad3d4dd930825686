-- entree core.attributions_menages
SELECT etat::VARCHAR AS etat, etape::VARCHAR AS etape, annee::INTEGER AS annee, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code, situation::VARCHAR AS situation, est_dna::BOOLEAN AS est_dna, est_dna_deduit::BOOLEAN AS est_dna_deduit, est_qpv::BOOLEAN AS est_qpv, quartile_ressources::VARCHAR AS quartile_ressources
FROM (VALUES
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'Z1201', 'HEBERGES', true, false, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'Z1201', 'HEBERGES', false, false, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'Z1201', 'HEBERGES', NULL, false, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'Z1201', 'HEBERGES', true, true, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'Z1201', 'SANS_ABRI', NULL, false, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'Z1201', 'SQUAT_CAMPING', NULL, false, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', NULL, 'AUTRES', NULL, false, false, '1'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', NULL, 'NON_RENSEIGNE', NULL, false, false, '1'),
  ('REVISE', 'RADIATION', 2024, 'Z12', 'Z1201', 'SANS_ABRI', NULL, false, false, '1'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'Z12', 'Z1201', 'SANS_ABRI', NULL, false, false, '1'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'Z12', 'Z1201', 'AUTRES', NULL, false, false, 'NR'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'Z12', 'Z1201', 'AUTRES', NULL, false, true, '1'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'Z12', 'Z1201', 'AUTRES', NULL, false, NULL, '1'),
  ('ARRETE', 'ATTRIBUTION_CALEOL', 2024, 'Z12', 'Z1201', 'HEBERGES', NULL, false, NULL, 'NR')
) AS v(etat, etape, annee, departement_code, commune_code, situation, est_dna, est_dna_deduit, est_qpv, quartile_ressources)
-- attendu
SELECT annee::INTEGER AS annee, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code, nb_radiations::BIGINT AS nb_radiations, nb_heberges::BIGINT AS nb_heberges, nb_sans_abri::BIGINT AS nb_sans_abri, nb_squat_camping::BIGINT AS nb_squat_camping, nb_situation_inconnue::BIGINT AS nb_situation_inconnue, nb_dna::BIGINT AS nb_dna, nb_dna_inconnu::BIGINT AS nb_dna_inconnu, nb_baux::BIGINT AS nb_baux, nb_baux_sans_domicile::BIGINT AS nb_baux_sans_domicile, nb_baux_hors_qpv::BIGINT AS nb_baux_hors_qpv, nb_baux_premier_quartile::BIGINT AS nb_baux_premier_quartile, nb_baux_quartile_inconnu::BIGINT AS nb_baux_quartile_inconnu, nb_attributions::BIGINT AS nb_attributions, nb_attributions_sans_domicile::BIGINT AS nb_attributions_sans_domicile, nb_radiations_revisees::BIGINT AS nb_radiations_revisees, nb_sans_domicile_revises::BIGINT AS nb_sans_domicile_revises
FROM (VALUES
  (2024, 'Z12', 'Z1201', 6, 4, 1, 1, 0, 1, 1, 4, 1, 2, 1, 1, 1, 1, 1, 1),
  (2024, 'Z12', NULL, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
) AS v(annee, departement_code, commune_code, nb_radiations, nb_heberges, nb_sans_abri, nb_squat_camping, nb_situation_inconnue, nb_dna, nb_dna_inconnu, nb_baux, nb_baux_sans_domicile, nb_baux_hors_qpv, nb_baux_premier_quartile, nb_baux_quartile_inconnu, nb_attributions, nb_attributions_sans_domicile, nb_radiations_revisees, nb_sans_domicile_revises)
