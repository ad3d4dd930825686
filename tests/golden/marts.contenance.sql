-- entree core.contenance
SELECT * FROM (VALUES
  (2025, 'FR',  'FR', 'DEP',        '63'),
  (2025, 'DEP', '63', 'SIREN_EPCI', '246300701'),
  (2025, 'DEP', '63', 'COM',        '63113'),
  (2025, 'COM', '75056', 'ARM',     '75101'),
  (2025, 'FR',  'ZZ', 'DEP',        'Z11')
) AS t(millesime_cog, contenant_niveau, contenant_code, contenu_niveau, contenu_code)
-- entree core.territoires_publies
SELECT 'DEP' AS niveau, '63' AS territoire_code, false AS est_fictif
-- attendu
SELECT * FROM (VALUES
  (2025, 'FR',  'FR', 'DEP',        '63'),
  (2025, 'DEP', '63', 'SIREN_EPCI', '246300701')
) AS t(millesime_cog, contenant_niveau, contenant_code, contenu_niveau, contenu_code)
