-- entree core.communes
SELECT * FROM (VALUES
  (2019, '01001', 'COM', '84', '200069193'), (2021, '01001', 'COM', '84', '200069193'),
  (2019, '01002', 'COM', '84', '200069193'), (2021, '01002', 'COM', '84', '240100883'),
  (2019, '01003', 'COM', '84', '200069193'),
  (2021, '01004', 'COM', '84', '240100883'),
  (2019, '22016', 'COM', '53', NULL),        (2021, '22016', 'COM', '53', NULL),
  (2020, '01003', 'COM', '84', NULL),
  (2019, '97501', 'COM', NULL, NULL),
  (2021, '75101', 'ARM', '11', '200054781')
) AS t(millesime_cog, commune_code, type_commune, region_code, epci_code)
-- attendu
SELECT * FROM (VALUES
  (2019, 2021, '01002', 'CHANGE',   '200069193', '240100883'),
  (2019, 2021, '01003', 'DISPARUE', '200069193', NULL),
  (2019, 2021, '01004', 'APPARUE',  NULL,        '240100883')
) AS t(millesime_depart, millesime_arrivee, commune_code, changement, epci_avant, epci_apres)
