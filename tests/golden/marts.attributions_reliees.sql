-- entree core.territoires_publies
SELECT 'DEP' AS niveau, unnest(['Z12', 'Z13']) AS territoire_code
-- entree core.attributions
SELECT niveau, territoire_code, annee, nb_baux_sans_domicile
FROM (VALUES ('DEP', 'Z12', 2024, 40), ('DEP', 'Z12', 2023, 30), ('FR', 'ZZ', 2024, 90), ('DEP', 'Z99', 2024, 10)) AS v(niveau, territoire_code, annee, nb_baux_sans_domicile)
-- entree core.attributions_reliees
SELECT departement_code, annee, nb_baux_relies FROM (VALUES ('Z12', 2024, 12), ('Z12', 2023, 3), ('Z99', 2024, 1)) AS v(departement_code, annee, nb_baux_relies)
-- attendu
SELECT niveau, territoire_code, annee, nb_baux_sans_domicile, statut_valeur, nb_baux_relies, statut_nb_baux_relies, part_reliee_pct
FROM (VALUES
  ('DEP', 'Z12', 2024, 40, 'PUBLIE', 12, 'PUBLIE', 30.0),
  ('DEP', 'Z12', 2023, 30, 'PUBLIE', 3, 'PUBLIE', NULL)
) AS v(niveau, territoire_code, annee, nb_baux_sans_domicile, statut_valeur, nb_baux_relies, statut_nb_baux_relies, part_reliee_pct)
