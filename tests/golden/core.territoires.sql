-- entree staging.territoire_lda
SELECT 'SIREN_EPCI' AS niveau, '200054807' AS territoire_code, 'Métropole d’Aix-Marseille-Provence' AS territoire_libelle, '13|83|84' AS departements
UNION ALL SELECT 'SIREN_EPCI', '200040715', 'Grenoble-Alpes Métropole', '38'
-- entree staging.ndls_chiffres_publies
SELECT 'COM' AS niveau, '97411' AS territoire_code, 'Saint-Denis' AS territoire_libelle
UNION ALL SELECT 'COM', 'Z1101', 'Ville fictive'
-- entree staging.barometre_relogement
SELECT 'DEP' AS niveau, '2A' AS territoire_code, 'CORSE SUD' AS territoire_libelle
UNION ALL SELECT 'FR', 'FR', NULL
UNION ALL SELECT 'REG', '94', 'Corse'
-- attendu
SELECT * FROM (VALUES
  ('SIREN_EPCI', '200054807', 'Métropole d’Aix-Marseille-Provence', NULL,  NULL, false),
  ('SIREN_EPCI', '200040715', 'Grenoble-Alpes Métropole',           '38',  '84', false),
  ('COM',        '97411',     'Saint-Denis',                        '974', '04', false),
  ('COM',        'Z1101',     'Ville fictive',                      'Z11', 'Z1', true),
  ('DEP',        '2A',        'Corse-du-Sud',                       '2A',  '94', false),
  ('FR',         'FR',        'France',                             NULL,  NULL, false),
  ('REG',        '94',        'Corse',                              NULL,  '94', false)
) AS t(niveau, territoire_code, territoire_libelle, departement_code, region_code, est_fictif)
