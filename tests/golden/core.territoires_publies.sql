-- entree staging.territoire_lda
SELECT 'SIREN_EPCI' AS niveau, '200054807' AS territoire_code, 'Métropole d’Aix-Marseille-Provence' AS territoire_libelle, '13|83|84' AS departements
UNION ALL SELECT 'SIREN_EPCI', '200040715', 'Grenoble-Alpes Métropole', '38'
-- entree staging.ndls_chiffres_publies
SELECT 'COM' AS niveau, '97411' AS territoire_code, 'Saint-Denis' AS territoire_libelle
UNION ALL SELECT 'COM', 'Z1101', 'Ville fictive'
UNION ALL SELECT 'GROUPE_ARM', '75056-PC', 'Paris Centre'
-- entree staging.barometre_relogement
SELECT 'DEP' AS niveau, '2A' AS territoire_code, 'CORSE SUD' AS territoire_libelle
UNION ALL SELECT 'FR', 'FR', NULL
UNION ALL SELECT 'REG', '94', 'Corse'
-- entree staging.ndls_edition
SELECT 'COM' AS niveau, 'Z1101' AS territoire_code
-- entree core.siao_sources
SELECT '2A' AS siao_dep UNION ALL SELECT 'Z11'
-- entree core.siao_periodes
SELECT 'SIREN_EPCI' AS niveau, 'Z00000011' AS territoire_code UNION ALL SELECT 'REG', '94' UNION ALL SELECT 'REG', '94' UNION ALL SELECT 'HORS_EPCI', 'Z11' UNION ALL SELECT 'DEP', 'Z11'
-- entree core.attributions
SELECT * FROM (VALUES ('COM', 'Z1102'), ('GROUPE_COMMUNES', 'ZZ-HORS-LDA'), ('GROUPE_COMMUNES', 'ZZ-LDA1')) AS t(niveau, territoire_code)
-- entree core.territoires
SELECT * FROM (VALUES
  ('SIREN_EPCI', '200040715', 'Grenoble-Alpes-Métropole', NULL,              '38', '84'),
  ('COM', '97411', 'Saint-Denis (ancien nom)',            DATE '1943-01-01', '974', '04'),
  ('COM', '97411', 'Saint-Denis',                         DATE '1980-01-01', '974', '04'),
  ('DEP', '2A', 'Corse-du-Sud',                           NULL,              '2A', '94'),
  ('FR', 'FR', 'France',                                  NULL,              NULL, NULL),
  ('REG', '94', 'Corse',                                  NULL,              NULL, '94')
) AS t(niveau, territoire_code, territoire_libelle, valide_du, departement_code, region_code)
-- entree core.populations
SELECT 'DEP' AS niveau, '2A' AS territoire_code, 2025 AS millesime_cog, 160000 AS pop_municipale, 2025 AS millesime_population
-- attendu
SELECT * FROM (VALUES
  ('SIREN_EPCI', '200054807', 'Métropole d’Aix-Marseille-Provence', NULL,  NULL, NULL, NULL,   NULL, false),
  ('SIREN_EPCI', '200040715', 'Grenoble-Alpes-Métropole',           '38',  '84', NULL, NULL,   NULL, false),
  ('COM',        '97411',     'Saint-Denis',                        '974', '04', NULL, NULL,   NULL, false),
  ('COM',        'Z1101',     'Ville fictive',                      'Z11', 'Z1', NULL, NULL,   NULL, true),
  ('GROUPE_ARM', '75056-PC',  'Paris Centre',                       '75',  '11', NULL, NULL,   NULL, false),
  ('DEP',        '2A',        'Corse-du-Sud',                       '2A',  '94', 2025, 160000, 2025, false),
  ('SIREN_EPCI', 'Z00000011',  'Z00000011',                         NULL,  NULL, NULL, NULL,   NULL, true),
  ('DEP',        'Z11',       'Z11',                                'Z11', 'Z1', NULL, NULL,   NULL, true),
  ('FR',         'FR',        'France',                             NULL,  NULL, NULL, NULL,   NULL, false),
  ('REG',        '94',        'Corse',                              NULL,  '94', NULL, NULL,   NULL, false),
  ('GROUPE_COMMUNES', 'ZZ-HORS-LDA', 'Hors des territoires accélérés', NULL, NULL, NULL, NULL, NULL, true),
  ('GROUPE_COMMUNES', 'ZZ-LDA1', 'Territoires accélérés réunis, appel de 2018', NULL, NULL, NULL, NULL, NULL, true)
) AS t(niveau, territoire_code, territoire_libelle, departement_code, region_code, millesime_cog, pop_municipale, millesime_population, est_fictif)
