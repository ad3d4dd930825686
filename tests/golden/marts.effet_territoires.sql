-- entree core.effet_departements
SELECT 'STRICTE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  ('63', 2018, 'ACCELERE'), ('01', NULL, 'AUTRE'), ('33', NULL, 'EN_PARTIE'), ('976', NULL, 'AUTRE'), ('48', NULL, 'AUTRE'), ('987', NULL, 'AUTRE')
) AS t(territoire_code, premiere_annee, groupe_effet)
-- entree core.territoires_publies
SELECT 'DEP' AS niveau, unnest(['63', '01', '33', '976', '48']) AS territoire_code
-- entree core.effet_panels
SELECT 'BAROMETRE' AS source_effet, 'STRICTE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  ('63', false), ('63', true), ('01', false), ('48', false)
) AS t(territoire_code, est_rupture)
-- entree core.effet_estimations
SELECT 'BAROMETRE' AS source_effet, 'STRICTE' AS definition_acceleration, 'DEP' AS niveau, {'ecartes': [{'territoire_code': '48', 'motif': 'aucune attribution'}]} AS resultat
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'STRICTE' AS definition_acceleration, 'DEP' AS niveau, * FROM (VALUES
  ('63', 2018, 'ACCELERE', true, NULL), ('01', NULL, 'AUTRE', false, NULL), ('33', NULL, 'EN_PARTIE', false, NULL),
  ('976', NULL, 'SANS_DONNEES', false, NULL), ('48', NULL, 'ECARTE', false, 'aucune attribution')
) AS t(territoire_code, premiere_annee_acceleration, groupe_effet, est_rupture_enregistrement, motif_effet)
