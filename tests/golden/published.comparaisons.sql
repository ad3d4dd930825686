-- entree protege.parametres
SELECT 2.2::DOUBLE AS personnes_par_menage
-- entree protege.territoires
SELECT * FROM (VALUES ('DEP', '01', 1000000), ('DEP', '02', 1000000), ('SIREN_EPCI', 'E1', 9000)) AS t(niveau, territoire_code, pop_municipale)
-- entree protege.demandes_actives
SELECT 'DEP' AS niveau, '01' AS territoire_code, 2023 AS annee, 3.5 AS pression_annees
-- entree protege.relogement_annuel
SELECT * FROM (VALUES
  ('DEP', '01', 2021, 220, 'PUBLIE', true, 1000000), ('DEP', '02', 2021, 220, 'CORRIGE', true, 1000000),
  ('DEP', '01', 2022, 90, 'PUBLIE', false, 1000000), ('FR', 'FR', 2021, 440, 'PUBLIE', true, 2000000),
  ('DEP', '976', 2021, NULL, 'NON_COLLECTE', true, 300000)
) AS t(niveau, territoire_code, annee, nb_personnes_annee, statut_valeur, est_annee_complete, pop_municipale)
-- entree protege.attributions
SELECT * FROM (VALUES
  ('DEP', '01', 2023, 1000, 60, 'PUBLIE', 50, 'PUBLIE'), ('DEP', '02', 2023, 1000, 40, 'PUBLIE', 50, 'PUBLIE'),
  ('SIREN_EPCI', 'E1', 2023, 10, 0, 'PUBLIE', NULL, 'NON_COLLECTE'), ('COM', 'C1', 2023, 900, 80, 'PUBLIE', NULL, 'NON_COLLECTE'),
  ('DEP', '01', 2024, NULL, NULL, 'NON_COLLECTE', NULL, 'NON_COLLECTE')
) AS t(niveau, territoire_code, annee, nb_radiations, nb_sans_domicile, statut_nb_sans_domicile, nb_sans_domicile_hors_dna, statut_nb_sans_domicile_hors_dna)
-- attendu
SELECT * FROM (VALUES
  ('MENAGES_RELOGES', 'DEP', '01', 2021, 100.0, 'PUBLIE', 1000000, 100.0, 1.0, 1.0, 'DEDANS', 1.5, NULL),
  ('MENAGES_RELOGES', 'DEP', '02', 2021, 100.0, 'CORRIGE', 1000000, 100.0, 1.0, 1.0, 'DEDANS', 1.5, NULL),
  ('PART_NETTE', 'DEP', '01', 2023, 50.0, 'PUBLIE', 1000, 50.0, 5.0, 1.0, 'DEDANS', 1.5, NULL),
  ('PART_NETTE', 'DEP', '02', 2023, 50.0, 'PUBLIE', 1000, 50.0, 5.0, 1.0, 'DEDANS', 1.5, NULL),
  ('PART_BRUTE', 'DEP', '01', 2023, 60.0, 'PUBLIE', 1000, 50.0, 6.0, 1.2, 'DEDANS', 1.0, NULL),
  ('PART_BRUTE', 'DEP', '02', 2023, 40.0, 'PUBLIE', 1000, 50.0, 4.0, 0.8, 'DEDANS', 2.0, NULL),
  ('PART_BRUTE', 'SIREN_EPCI', 'E1', 2023, 0.0, 'PUBLIE', 10, 0.0, NULL, NULL, NULL, NULL, 'Moins de 5 ménages attendus : trop petit pour être comparé.')
) AS t(mesure_comparee, niveau, territoire_code, annee, menages_observes, statut_valeur, base_comparaison, menages_attendus, taux, rapport, position_entonnoir, rang, motif_non_compare)
