-- entree lake.bailleur_attribution
SELECT bailleur_declarant::VARCHAR AS bailleur_declarant, cle_numero_unique::VARCHAR AS cle_numero_unique, etape::VARCHAR AS etape, date_etape::DATE AS date_etape, date_extraction::DATE AS date_extraction, commune_logement_code::VARCHAR AS commune_logement_code, type_reservataire::VARCHAR AS type_reservataire, modele_logement::VARCHAR AS modele_logement, date_reception::DATE AS date_reception, fichier_sha256::VARCHAR AS fichier_sha256
FROM (VALUES
  ('000000121', 'n-1', 'BAIL_SIGNE', '2025-03-01', '2025-04-01', 'Z1201', 'PPRIOR', 'SD', '2025-04-02', 'a'),
  ('000000121', 'n-1', 'BAIL_SIGNE', '2025-03-01', '2025-05-01', 'Z1201', 'AUCUN', 'SD', '2025-05-02', 'b'),
  ('000000122', 'n-1', 'BAIL_SIGNE', '2025-03-01', '2025-04-01', NULL, 'NR', 'NR', '2025-04-02', 'c')
) AS v(bailleur_declarant, cle_numero_unique, etape, date_etape, date_extraction, commune_logement_code, type_reservataire, modele_logement, date_reception, fichier_sha256)
-- attendu
SELECT bailleur_declarant::VARCHAR AS bailleur_declarant, cle_numero_unique::VARCHAR AS cle_numero_unique, etape::VARCHAR AS etape, date_etape::DATE AS date_etape, date_extraction::DATE AS date_extraction, commune_logement_code::VARCHAR AS commune_logement_code, type_reservataire::VARCHAR AS type_reservataire, modele_logement::VARCHAR AS modele_logement
FROM (VALUES
  ('000000121', 'n-1', 'BAIL_SIGNE', '2025-03-01', '2025-05-01', 'Z1201', 'AUCUN', 'SD'),
  ('000000122', 'n-1', 'BAIL_SIGNE', '2025-03-01', '2025-04-01', NULL, 'NR', 'NR')
) AS v(bailleur_declarant, cle_numero_unique, etape, date_etape, date_extraction, commune_logement_code, type_reservataire, modele_logement)
