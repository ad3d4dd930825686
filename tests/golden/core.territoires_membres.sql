-- entree core.communes_actuelles
SELECT code::VARCHAR AS code, commune_code::VARCHAR AS commune_code, departement_code::VARCHAR AS departement_code, region_code::VARCHAR AS region_code, epci_code::VARCHAR AS epci_code, pays_code::VARCHAR AS pays_code
FROM (VALUES
  ('Z1101', 'Z1101', 'Z11', 'Z1', 'Z00000011', 'ZZ'),
  ('Z1201', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ')
) AS v(code, commune_code, departement_code, region_code, epci_code, pays_code)
-- entree core.groupes_acceleres
SELECT groupe_code::VARCHAR AS groupe_code, pays_code::VARCHAR AS pays_code, commune_code::VARCHAR AS commune_code
FROM (VALUES
  ('ZZ-LDA', 'ZZ', 'Z1101')
) AS v(groupe_code, pays_code, commune_code)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code
FROM (VALUES
  ('COM', 'Z1101', 'Z11', 'Z1101'),
  ('COM', 'Z1201', 'Z12', 'Z1201'),
  ('DEP', 'Z11', 'Z11', NULL),
  ('DEP', 'Z12', 'Z12', NULL),
  ('FR', 'ZZ', 'Z11', NULL),
  ('FR', 'ZZ', 'Z12', NULL),
  ('GROUPE_COMMUNES', 'ZZ-LDA', 'Z11', 'Z1101'),
  ('REG', 'Z1', 'Z11', NULL),
  ('REG', 'Z1', 'Z12', NULL),
  ('SIREN_EPCI', 'Z00000011', 'Z11', 'Z1101'),
  ('SIREN_EPCI', 'Z00000012', 'Z12', 'Z1201')
) AS v(niveau, territoire_code, departement_code, commune_code)
