-- entree core.attributions_menages
SELECT etat::VARCHAR AS etat, etape::VARCHAR AS etape, annee::INTEGER AS annee, departement_code::VARCHAR AS departement_code, situation::VARCHAR AS situation, bailleur_siren::VARCHAR AS bailleur_siren
FROM (VALUES
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'SANS_ABRI', '000000101'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'AUTRES', '000000101'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'HEBERGES', '000000101'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'AUTRES', '000000102'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'AUTRES', '000000999'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'AUTRES', NULL),
  ('REVISE', 'RADIATION', 2024, 'Z11', 'AUTRES', '000000101'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'Z11', 'AUTRES', '000000101'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'SANS_ABRI', '000000102'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'AUTRES', '000000103')
) AS v(etat, etape, annee, departement_code, situation, bailleur_siren)
-- entree core.territoires_membres
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, departement_code::VARCHAR AS departement_code, commune_code::VARCHAR AS commune_code
FROM (VALUES
  ('COM', 'Z1101', 'Z11', 'Z1101'),
  ('DEP', 'Z11', 'Z11', NULL),
  ('REG', 'Z1', 'Z11', NULL),
  ('REG', 'Z1', 'Z12', NULL)
) AS v(niveau, territoire_code, departement_code, commune_code)
-- entree core.attributions
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, nb_radiations::INTEGER AS nb_radiations
FROM (VALUES
  ('COM', 'Z1101', 2024, 6),
  ('DEP', 'Z11', 2024, 6),
  ('REG', 'Z1', 2024, 8),
  ('DEP', 'Z11', 2023, NULL)
) AS v(niveau, territoire_code, annee, nb_radiations)
-- entree staging.bailleur
SELECT bailleur_siren::VARCHAR AS bailleur_siren, type_bailleur::VARCHAR AS type_bailleur
FROM (VALUES ('000000101', 'OPH'), ('000000102', 'OPH'), ('000000103', 'COOP')) AS v(bailleur_siren, type_bailleur)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, ventilation::VARCHAR AS ventilation, nb_radiations::BIGINT AS nb_radiations, nb_sans_domicile::BIGINT AS nb_sans_domicile, nb_contributeurs::BIGINT AS nb_contributeurs, part_max_radiations::DOUBLE AS part_max_radiations, part_max_sans_domicile::DOUBLE AS part_max_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2024, 'BAILLEUR:AUTRE', 0, 0, 0, 0, 0),
  ('DEP', 'Z11', 2024, 'BAILLEUR:COOP', 0, 0, 0, 0, 0),
  ('DEP', 'Z11', 2024, 'BAILLEUR:EPL', 0, 0, 0, 0, 0),
  ('DEP', 'Z11', 2024, 'BAILLEUR:ESH', 0, 0, 0, 0, 0),
  ('DEP', 'Z11', 2024, 'BAILLEUR:MOI', 0, 0, 0, 0, 0),
  ('DEP', 'Z11', 2024, 'BAILLEUR:NR', 2, 0, 2, 0.5, 0),
  ('DEP', 'Z11', 2024, 'BAILLEUR:OPH', 4, 2, 2, 0.75, 1),
  ('REG', 'Z1', 2024, 'BAILLEUR:AUTRE', 0, 0, 0, 0, 0),
  ('REG', 'Z1', 2024, 'BAILLEUR:COOP', 1, 0, 1, 1, 0),
  ('REG', 'Z1', 2024, 'BAILLEUR:EPL', 0, 0, 0, 0, 0),
  ('REG', 'Z1', 2024, 'BAILLEUR:ESH', 0, 0, 0, 0, 0),
  ('REG', 'Z1', 2024, 'BAILLEUR:MOI', 0, 0, 0, 0, 0),
  ('REG', 'Z1', 2024, 'BAILLEUR:NR', 2, 0, 2, 0.5, 0),
  ('REG', 'Z1', 2024, 'BAILLEUR:OPH', 5, 3, 2, 0.6, 2 / 3)
) AS v(niveau, territoire_code, annee, ventilation, nb_radiations, nb_sans_domicile, nb_contributeurs, part_max_radiations, part_max_sans_domicile)
