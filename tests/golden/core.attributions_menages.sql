-- entree core.sne_etapes
SELECT zone::VARCHAR AS zone, cle_numero_unique::VARCHAR AS cle_numero_unique, etape::VARCHAR AS etape, date_etape::DATE AS date_etape, annee::INTEGER AS annee, date_extraction::DATE AS date_extraction, dep_logement::VARCHAR AS dep_logement, date_depot::DATE AS date_depot, commune_residence_code::VARCHAR AS commune_residence_code, commune_souhaitee_code::VARCHAR AS commune_souhaitee_code, commune_logement_code::VARCHAR AS commune_logement_code, est_qpv::BOOLEAN AS est_qpv, bailleur_siren::VARCHAR AS bailleur_siren, type_reservataire::VARCHAR AS type_reservataire, dalo::VARCHAR AS dalo, situation::VARCHAR AS situation, est_modele_verifie::BOOLEAN AS est_modele_verifie, quartile_ressources::VARCHAR AS quartile_ressources, est_dna::BOOLEAN AS est_dna, est_dna_deduit::BOOLEAN AS est_dna_deduit, est_arrete::BOOLEAN AS est_arrete, est_derniere::BOOLEAN AS est_derniere
FROM (VALUES
  ('Z12', 'n-1', 'RADIATION', '2024-06-01', 2024, '2025-01-22', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false, true, false),
  ('Z12', 'n-1', 'RADIATION', '2024-02-01', 2024, '2025-01-22', 'Z12', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false, true, false),
  ('Z12', 'n-1', 'RADIATION', '2024-06-01', 2024, '2025-07-01', 'Z12', '2022-01-15', NULL, NULL, 'Z1299', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false, false, true),
  ('Z12', 'n-2', 'RADIATION', '2024-06-01', 2024, '2025-01-22', 'Z12', '2025-01-01', NULL, NULL, NULL, false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false, true, true),
  ('R11', 'n-3', 'RADIATION', '2024-06-01', 2024, '2025-01-22', '93', '2022-01-15', NULL, NULL, 'Z1201', false, '000000121', 'PPRIOR', 'NON', 'SANS_ABRI', true, '1', false, false, true, true)
) AS v(zone, cle_numero_unique, etape, date_etape, annee, date_extraction, dep_logement, date_depot, commune_residence_code, commune_souhaitee_code, commune_logement_code, est_qpv, bailleur_siren, type_reservataire, dalo, situation, est_modele_verifie, quartile_ressources, est_dna, est_dna_deduit, est_arrete, est_derniere)
-- entree core.communes_actuelles
SELECT code::VARCHAR AS code, commune_code::VARCHAR AS commune_code, departement_code::VARCHAR AS departement_code, region_code::VARCHAR AS region_code, epci_code::VARCHAR AS epci_code, pays_code::VARCHAR AS pays_code
FROM (VALUES
  ('Z1201', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('Z1299', 'Z1202', 'Z12', 'Z1', 'Z00000012', 'ZZ')
) AS v(code, commune_code, departement_code, region_code, epci_code, pays_code)
-- attendu
SELECT etat::VARCHAR AS etat, zone::VARCHAR AS zone, cle_numero_unique::VARCHAR AS cle_numero_unique, etape::VARCHAR AS etape, annee::INTEGER AS annee, date_etape::DATE AS date_etape, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code, delai_mois::BIGINT AS delai_mois
FROM (VALUES
  ('ARRETE', 'R11', 'n-3', 'RADIATION', 2024, '2024-06-01', 'Z12', 'Z1201', 28),
  ('ARRETE', 'Z12', 'n-1', 'RADIATION', 2024, '2024-06-01', 'Z12', 'Z1201', 28),
  ('ARRETE', 'Z12', 'n-2', 'RADIATION', 2024, '2024-06-01', 'Z12', NULL, NULL),
  ('REVISE', 'R11', 'n-3', 'RADIATION', 2024, '2024-06-01', 'Z12', 'Z1201', 28),
  ('REVISE', 'Z12', 'n-1', 'RADIATION', 2024, '2024-06-01', 'Z12', 'Z1202', 28),
  ('REVISE', 'Z12', 'n-2', 'RADIATION', 2024, '2024-06-01', 'Z12', NULL, NULL)
) AS v(etat, zone, cle_numero_unique, etape, annee, date_etape, departement_code, commune_code, delai_mois)
