-- entree staging.sne_attribution
SELECT zone::VARCHAR AS zone, cle_numero_unique::VARCHAR AS cle_numero_unique, etape::VARCHAR AS etape, date_etape::DATE AS date_etape, annee::INTEGER AS annee, date_extraction::DATE AS date_extraction, dep_logement::VARCHAR AS dep_logement, date_depot::DATE AS date_depot, commune_residence_code::VARCHAR AS commune_residence_code, commune_souhaitee_code::VARCHAR AS commune_souhaitee_code, commune_logement_code::VARCHAR AS commune_logement_code, est_qpv::BOOLEAN AS est_qpv, bailleur_siren::VARCHAR AS bailleur_siren, type_reservataire::VARCHAR AS type_reservataire, dalo::VARCHAR AS dalo, situation::VARCHAR AS situation, est_modele_verifie::BOOLEAN AS est_modele_verifie, quartile_ressources::VARCHAR AS quartile_ressources, est_dna::BOOLEAN AS est_dna, est_dna_deduit::BOOLEAN AS est_dna_deduit
FROM (VALUES
  ('Z12', 'n-1', 'RADIATION', '2024-06-01', 2024, '2025-01-22', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false),
  ('Z12', 'n-1', 'RADIATION', '2024-06-01', 2024, '2025-07-01', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false),
  ('Z12', 'n-2', 'RADIATION', '2024-06-01', 2024, '2025-01-22', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false),
  ('Z12', 'n-3', 'RADIATION', '2024-12-30', 2024, '2025-07-01', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false),
  ('Z12', 'n-1', 'RADIATION', '2024-06-01', 2024, '2025-10-01', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false)
) AS v(zone, cle_numero_unique, etape, date_etape, annee, date_extraction, dep_logement, date_depot, commune_residence_code, commune_souhaitee_code, commune_logement_code, est_qpv, bailleur_siren, type_reservataire, dalo, situation, est_modele_verifie, quartile_ressources, est_dna, est_dna_deduit)
-- entree core.sne_extractions
SELECT dep_logement::VARCHAR AS dep_logement, annee::INTEGER AS annee, etape::VARCHAR AS etape, date_extraction::DATE AS date_extraction, est_partielle::BOOLEAN AS est_partielle, date_extraction_suivante::DATE AS date_extraction_suivante, est_arrete::BOOLEAN AS est_arrete, est_derniere::BOOLEAN AS est_derniere
FROM (VALUES
  ('Z12', 2024, 'RADIATION', '2025-01-22', false, '2025-07-01', true, false),
  ('Z12', 2024, 'RADIATION', '2025-07-01', false, NULL, false, true),
  ('Z12', 2024, 'RADIATION', '2025-10-01', true, NULL, false, false)
) AS v(dep_logement, annee, etape, date_extraction, est_partielle, date_extraction_suivante, est_arrete, est_derniere)
-- attendu
SELECT cle_numero_unique::VARCHAR AS cle_numero_unique, date_etape::DATE AS date_etape, date_extraction::DATE AS date_extraction, date_fin_validite::DATE AS date_fin_validite, est_arrete::BOOLEAN AS est_arrete, est_derniere::BOOLEAN AS est_derniere
FROM (VALUES
  ('n-1', '2024-06-01', '2025-01-22', NULL, true, false),
  ('n-1', '2024-06-01', '2025-07-01', NULL, false, true),
  ('n-2', '2024-06-01', '2025-01-22', '2025-07-01', true, false),
  ('n-3', '2024-12-30', '2025-07-01', NULL, false, true)
) AS v(cle_numero_unique, date_etape, date_extraction, date_fin_validite, est_arrete, est_derniere)
