-- entree staging.sne_demande
SELECT date_arrete::DATE AS date_arrete, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, situation::VARCHAR AS situation, nb_demandes_bas::INTEGER AS nb_demandes_bas, nb_demandes_haut::INTEGER AS nb_demandes_haut, est_premiere_commune::BOOLEAN AS est_premiere_commune
FROM (VALUES
  ('2024-12-31', 'SIREN_EPCI', 'Z00000011', 'SANS_ABRI', 30, 30, true),
  ('2024-12-31', 'SIREN_EPCI', 'Z00000011', 'HEBERGES', 0, 4, true),
  ('2024-12-31', 'SIREN_EPCI', 'Z00000011', 'AUTRES', 500, 500, true),
  ('2024-12-31', 'SIREN_EPCI', 'Z00000011', 'TOTAL', 533, 533, true),
  ('2024-12-31', 'SIREN_EPCI', 'Z00000012', 'SANS_ABRI', 20, 20, true),
  ('2024-12-31', 'SIREN_EPCI', 'Z00000012', 'TOTAL', 20, 20, true),
  ('2024-12-31', 'SIREN_EPCI', 'Z00000021', 'SANS_ABRI', 9, 9, false),
  ('2024-12-31', 'DEP', 'Z21', 'SANS_ABRI', 8, 8, true),
  ('2024-12-31', 'DEP', 'Z31', 'SANS_ABRI', 7, 7, true),
  ('2024-09-30', 'SIREN_EPCI', 'Z00000011', 'SANS_ABRI', 99, 99, true),
  ('2024-12-31', 'REG', 'Z1', 'SANS_ABRI', 55, 55, true)
) AS v(date_arrete, niveau, territoire_code, situation, nb_demandes_bas, nb_demandes_haut, est_premiere_commune)
-- entree core.communes_actuelles
SELECT code::VARCHAR AS code, commune_code::VARCHAR AS commune_code, departement_code::VARCHAR AS departement_code, region_code::VARCHAR AS region_code, epci_code::VARCHAR AS epci_code, pays_code::VARCHAR AS pays_code
FROM (VALUES
  ('Z1101', 'Z1101', 'Z11', 'Z1', 'Z00000011', 'ZZ'),
  ('Z1102', 'Z1102', 'Z11', 'Z1', 'Z00000011', 'ZZ'),
  ('Z1201', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('Z1202', 'Z1202', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('Z2101', 'Z2101', 'Z21', 'Z2', 'Z00000021', 'ZZ'),
  ('Z1203', 'Z1203', 'Z12', 'Z1', 'Z00000013', 'ZZ'),
  ('Z3101', 'Z3101', 'Z31', 'Z3', 'Z00000031', 'ZZ')
) AS v(code, commune_code, departement_code, region_code, epci_code, pays_code)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, nb_demandes_sans_domicile::BIGINT AS nb_demandes_sans_domicile, nb_demandes_sans_domicile_haut::BIGINT AS nb_demandes_sans_domicile_haut, nb_demandes::BIGINT AS nb_demandes
FROM (VALUES
  ('DEP', 'Z11', 2024, 30, 34, 533),
  ('DEP', 'Z31', 2024, 7, 7, NULL),
  ('SIREN_EPCI', 'Z00000011', 2024, 30, 34, 533),
  ('SIREN_EPCI', 'Z00000012', 2024, 20, 20, 20),
  ('SIREN_EPCI', 'Z00000021', 2024, 9, 9, NULL)
) AS v(niveau, territoire_code, annee, nb_demandes_sans_domicile, nb_demandes_sans_domicile_haut, nb_demandes)
