-- entree staging.cog_mouvement
SELECT * FROM (VALUES
  -- A absorbe B et prend un autre nom le même jour : seul B change
  ('32', DATE '2021-01-01', 'COM', '01001', 'COM',  '01001'),
  ('32', DATE '2021-01-01', 'COM', '01002', 'COM',  '01001'),
  ('32', DATE '2021-01-01', 'COM', '01002', 'COMD', '01002'),
  ('10', DATE '2021-01-01', 'COM', '01001', 'COM',  '01001'),
  -- puis A rend B : A se partage
  ('21', DATE '2024-01-01', 'COM', '01001', 'COM',  '01001'),
  ('21', DATE '2024-01-01', 'COM', '01001', 'COM',  '01002'),
  -- changement de département puis fusion, le même jour : le code 02001 ne fait que passer
  ('41', DATE '2022-01-01', 'COM', '01003', 'COM',  '02001'),
  ('32', DATE '2022-01-01', 'COM', '02001', 'COM',  '02002'),
  ('32', DATE '2022-01-01', 'COM', '02002', 'COM',  '02002'),
  -- fusion puis changement de chef-lieu, le même jour : 03001 n’est pas gardé
  ('32', DATE '2023-01-01', 'COM', '03001', 'COM',  '03001'),
  ('32', DATE '2023-01-01', 'COM', '03002', 'COM',  '03001'),
  ('50', DATE '2023-01-01', 'COM', '03001', 'COM',  '03003'),
  -- rien ne succède à 97123 ; un changement de nom seul et une commune déléguée ne disent rien
  ('30', DATE '2007-02-23', 'COM', '97123', NULL,   NULL),
  ('10', DATE '2020-01-01', 'COM', '01004', 'COM',  '01004'),
  ('35', DATE '2020-01-01', 'COMD', '01005', 'COM', '01004')
) AS t(type_evenement, date_evenement, type_avant, code_avant, type_apres, code_apres)
-- attendu
SELECT * FROM (VALUES
  (DATE '2021-01-01', '32', '01002', '01001', DATE '2024-01-01'),
  (DATE '2024-01-01', '21', '01001', '01001', NULL),
  (DATE '2024-01-01', '21', '01001', '01002', NULL),
  (DATE '2022-01-01', '41', '01003', '02001', DATE '2022-01-01'),
  (DATE '2022-01-01', '32', '02001', '02002', NULL),
  (DATE '2023-01-01', '32', '03002', '03001', DATE '2023-01-01'),
  (DATE '2023-01-01', '50', '03001', '03003', NULL),
  (DATE '2007-02-23', '30', '97123', NULL,    NULL)
) AS t(date_evenement, type_evenement, code_avant, code_apres, prochaine_date)
