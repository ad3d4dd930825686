-- entree core.attributions
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee
FROM (VALUES
  ('DEP', 'Z11', 2024),
  ('DEP', 'Z11', 2023),
  ('DEP', 'Z99', 2024),
  ('COM', 'Z1101', 2024)
) AS v(niveau, territoire_code, annee)
-- entree core.territoires_publies
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code
FROM (VALUES ('DEP', 'Z11'), ('COM', 'Z1101')) AS v(niveau, territoire_code)
-- entree core.attributions_bailleurs
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, ventilation::VARCHAR AS ventilation, ventilation_libelle::VARCHAR AS ventilation_libelle, nb_radiations::BIGINT AS nb_radiations, nb_sans_domicile::BIGINT AS nb_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2024, 'BAILLEUR:OPH', 'Offices', 200, 12),
  ('DEP', 'Z11', 2024, 'BAILLEUR:COOP', 'Coopératives', 3, 0),
  ('DEP', 'Z99', 2024, 'BAILLEUR:OPH', 'Offices', 1, 1)
) AS v(niveau, territoire_code, annee, ventilation, ventilation_libelle, nb_radiations, nb_sans_domicile)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, annee::INTEGER AS annee, ventilation::VARCHAR AS ventilation, ventilation_libelle::VARCHAR AS ventilation_libelle, nb_radiations::INTEGER AS nb_radiations, statut_valeur::VARCHAR AS statut_valeur, nb_sans_domicile::INTEGER AS nb_sans_domicile, statut_nb_sans_domicile::VARCHAR AS statut_nb_sans_domicile
FROM (VALUES
  ('DEP', 'Z11', 2023, 'BAILLEUR:COOP', 'Coopératives', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE'),
  ('DEP', 'Z11', 2023, 'BAILLEUR:OPH', 'Offices', NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE'),
  ('DEP', 'Z11', 2024, 'BAILLEUR:COOP', 'Coopératives', 3, 'PUBLIE', 0, 'ZERO'),
  ('DEP', 'Z11', 2024, 'BAILLEUR:OPH', 'Offices', 200, 'PUBLIE', 12, 'PUBLIE')
) AS v(niveau, territoire_code, annee, ventilation, ventilation_libelle, nb_radiations, statut_valeur, nb_sans_domicile, statut_nb_sans_domicile)
