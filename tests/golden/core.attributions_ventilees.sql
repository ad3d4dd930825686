-- entree core.attributions_menages
SELECT etat::VARCHAR AS etat, etape::VARCHAR AS etape, annee::INTEGER AS annee, departement_code::VARCHAR AS departement_code, situation::VARCHAR AS situation, delai_mois::INTEGER AS delai_mois, dalo::VARCHAR AS dalo, type_reservataire::VARCHAR AS type_reservataire
FROM (VALUES
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'SANS_ABRI', 11, 'RECONNU', 'PPRIOR'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'AUTRES', 12, 'NON', 'AUCUN'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'HEBERGES', 36, 'NON_RENSEIGNE', 'NR'),
  ('ARRETE', 'RADIATION', 2024, 'Z11', 'AUTRES', NULL, 'NON', 'AUCUN'),
  ('REVISE', 'RADIATION', 2024, 'Z11', 'AUTRES', 1, 'NON', 'AUCUN'),
  ('ARRETE', 'BAIL_SIGNE', 2024, 'Z11', 'AUTRES', 1, 'NON', 'AUCUN'),
  ('ARRETE', 'RADIATION', 2024, 'Z12', 'SANS_ABRI', 25, 'NON', 'AUCUN')
) AS v(etat, etape, annee, departement_code, situation, delai_mois, dalo, type_reservataire)
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
  ('COM', 'Z1101', 2024, 4),
  ('DEP', 'Z11', 2024, 4),
  ('REG', 'Z1', 2024, 5),
  ('DEP', 'Z11', 2023, NULL)
) AS v(niveau, territoire_code, annee, nb_radiations)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, ventilation::VARCHAR AS ventilation, nb_radiations::BIGINT AS nb_radiations, nb_sans_domicile::BIGINT AS nb_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2024, 'CONTINGENT:AUCUN', 2, 0),
  ('DEP', 'Z11', 2024, 'CONTINGENT:AUTRES', 0, 0),
  ('DEP', 'Z11', 2024, 'CONTINGENT:COLACT', 0, 0),
  ('DEP', 'Z11', 2024, 'CONTINGENT:COLTER', 0, 0),
  ('DEP', 'Z11', 2024, 'CONTINGENT:NR', 1, 1),
  ('DEP', 'Z11', 2024, 'CONTINGENT:PFONCT', 0, 0),
  ('DEP', 'Z11', 2024, 'CONTINGENT:PPRIOR', 1, 1),
  ('DEP', 'Z11', 2024, 'DALO:NON', 2, 0),
  ('DEP', 'Z11', 2024, 'DALO:NON_RENSEIGNE', 1, 1),
  ('DEP', 'Z11', 2024, 'DALO:RECONNU', 1, 1),
  ('DEP', 'Z11', 2024, 'DELAI:12_23_MOIS', 1, 0),
  ('DEP', 'Z11', 2024, 'DELAI:24_35_MOIS', 0, 0),
  ('DEP', 'Z11', 2024, 'DELAI:36_MOIS_PLUS', 1, 1),
  ('DEP', 'Z11', 2024, 'DELAI:MOINS_12_MOIS', 1, 1),
  ('DEP', 'Z11', 2024, 'DELAI:NR', 1, 0),
  ('DEP', 'Z11', 2024, 'TOTAL', 4, 2),
  ('REG', 'Z1', 2024, 'CONTINGENT:AUCUN', 3, 1),
  ('REG', 'Z1', 2024, 'CONTINGENT:AUTRES', 0, 0),
  ('REG', 'Z1', 2024, 'CONTINGENT:COLACT', 0, 0),
  ('REG', 'Z1', 2024, 'CONTINGENT:COLTER', 0, 0),
  ('REG', 'Z1', 2024, 'CONTINGENT:NR', 1, 1),
  ('REG', 'Z1', 2024, 'CONTINGENT:PFONCT', 0, 0),
  ('REG', 'Z1', 2024, 'CONTINGENT:PPRIOR', 1, 1),
  ('REG', 'Z1', 2024, 'DALO:NON', 3, 1),
  ('REG', 'Z1', 2024, 'DALO:NON_RENSEIGNE', 1, 1),
  ('REG', 'Z1', 2024, 'DALO:RECONNU', 1, 1),
  ('REG', 'Z1', 2024, 'DELAI:12_23_MOIS', 1, 0),
  ('REG', 'Z1', 2024, 'DELAI:24_35_MOIS', 1, 1),
  ('REG', 'Z1', 2024, 'DELAI:36_MOIS_PLUS', 1, 1),
  ('REG', 'Z1', 2024, 'DELAI:MOINS_12_MOIS', 1, 1),
  ('REG', 'Z1', 2024, 'DELAI:NR', 1, 0),
  ('REG', 'Z1', 2024, 'TOTAL', 5, 3)
) AS v(niveau, territoire_code, annee, ventilation, nb_radiations, nb_sans_domicile)
