-- entree core.communes
SELECT millesime_cog::INTEGER AS millesime_cog, commune_code, epci_code::VARCHAR AS epci_code
FROM (VALUES
  (2023, 'Z1101', 'E9'),
  (2023, 'Z1116', 'E2'),
  (2025, 'Z1101', 'E1'),
  (2025, 'Z1102', 'E1'),
  (2025, 'Z1103', 'E2'),
  (2025, 'Z1104', NULL),
  (2026, 'Z1101', NULL)
) AS v(millesime_cog, commune_code, epci_code)
-- entree core.passages
SELECT millesime_depart::INTEGER AS millesime_depart, millesime_arrivee::INTEGER AS millesime_arrivee, code_depart, code_arrivee
FROM (VALUES
  (2023, 2025, 'Z1116', 'Z1103'),
  (2019, 2025, 'Z1116', 'Z1101'),
  (2023, 2025, 'Z1117', 'Z1101'),
  (2023, 2025, 'Z1117', 'Z1102'),
  (2023, 2025, 'Z1118', 'Z1101'),
  (2023, 2025, 'Z1118', 'Z1104'),
  (2023, 2025, 'Z1101', 'Z1103'),
  (2026, 2025, 'Z1119', 'Z1101')
) AS v(millesime_depart, millesime_arrivee, code_depart, code_arrivee)
-- attendu
SELECT commune_code::VARCHAR AS commune_code, epci_code::VARCHAR AS epci_code
FROM (VALUES
  ('Z1101', 'E1'),
  ('Z1102', 'E1'),
  ('Z1103', 'E2'),
  ('Z1104', NULL),
  ('Z1116', 'E2'),
  ('Z1117', 'E1')
) AS v(commune_code, epci_code)
