-- entree staging.bailleur_attribution
SELECT bailleur_declarant::VARCHAR AS bailleur_declarant, etape::VARCHAR AS etape, date_etape::DATE AS date_etape, cle_numero_unique::VARCHAR AS cle_numero_unique
FROM (VALUES
  ('000000121', 'BAIL_SIGNE', '2024-03-01', 'n-1'),
  ('000000121', 'BAIL_SIGNE', '2024-04-01', 'n-2'),
  ('000000121', 'BAIL_SIGNE', '2024-05-01', 'n-1')
) AS v(bailleur_declarant, etape, date_etape, cle_numero_unique)
-- entree core.attributions_menages
SELECT etat::VARCHAR AS etat, etape::VARCHAR AS etape, annee::INTEGER AS annee, cle_numero_unique::VARCHAR AS cle_numero_unique
FROM (VALUES
  ('REVISE', 'BAIL_SIGNE', 2024, 'n-1'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'n-2')
) AS v(etat, etape, annee, cle_numero_unique)
-- attendu
SELECT bailleur_declarant::VARCHAR AS bailleur_declarant, etape::VARCHAR AS etape, annee::INTEGER AS annee, nb_declarees::BIGINT AS nb_declarees, nb_connues_du_sne::BIGINT AS nb_connues_du_sne
FROM (VALUES
  ('000000121', 'BAIL_SIGNE', 2024, 2, 1)
) AS v(bailleur_declarant, etape, annee, nb_declarees, nb_connues_du_sne)
