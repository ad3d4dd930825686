-- entree core.communes_actuelles
SELECT code::VARCHAR AS code, commune_code::VARCHAR AS commune_code, departement_code::VARCHAR AS departement_code, region_code::VARCHAR AS region_code, epci_code::VARCHAR AS epci_code, pays_code::VARCHAR AS pays_code
FROM (VALUES
  ('Z1101', 'Z1101', 'Z11', 'Z1', 'Z00000011', 'ZZ'),
  ('Z1102', 'Z1102', 'Z11', 'Z1', 'Z00000011', 'ZZ'),
  ('Z1201', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('Z1202', 'Z1202', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('Z2101', 'Z2101', 'Z21', 'Z2', 'Z00000021', 'ZZ'),
  ('Z1299', 'Z1201', 'Z12', 'Z1', 'Z00000012', 'ZZ'),
  ('01001', '01001', '01', '84', NULL, 'FR')
) AS v(code, commune_code, departement_code, region_code, epci_code, pays_code)
-- entree staging.territoire_lda
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, vague_ami::INTEGER AS vague_ami
FROM (VALUES
  ('DEP', 'Z11', 1),
  ('COM', 'Z1101', 2),
  ('SIREN_EPCI', 'Z00000021', 2)
) AS v(niveau, territoire_code, vague_ami)
-- attendu
SELECT groupe_code::VARCHAR AS groupe_code, pays_code::VARCHAR AS pays_code, commune_code::VARCHAR AS commune_code
FROM (VALUES
  ('ZZ-HORS-LDA', 'ZZ', 'Z1201'),
  ('ZZ-HORS-LDA', 'ZZ', 'Z1202'),
  ('ZZ-LDA', 'ZZ', 'Z1101'),
  ('ZZ-LDA', 'ZZ', 'Z1102'),
  ('ZZ-LDA', 'ZZ', 'Z2101'),
  ('ZZ-LDA1', 'ZZ', 'Z1101'),
  ('ZZ-LDA1', 'ZZ', 'Z1102'),
  ('ZZ-LDA2', 'ZZ', 'Z2101')
) AS v(groupe_code, pays_code, commune_code)
