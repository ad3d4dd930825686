-- entree core.siao_sources
SELECT unnest(['Z11', 'Z12', 'Z21']) AS siao_dep
-- entree core.communes
SELECT millesime_cog::INTEGER AS millesime_cog, type_commune, departement_code, region_code, epci_code::VARCHAR AS epci_code
FROM (VALUES
  (2025, 'COM', 'Z11', 'Z1', 'E1'),
  (2025, 'COM', 'Z11', 'Z1', 'E1'),
  (2025, 'COM', 'Z11', 'Z1', 'E2'),
  (2025, 'COM', 'Z12', 'Z1', 'E2'),
  (2025, 'COM', 'Z12', 'Z1', NULL),
  (2025, 'COM', 'Z21', 'Z2', 'E3'),
  (2025, 'COM', 'Z22', 'Z2', 'E3'),
  (2025, 'ARM', 'Z22', 'Z2', 'E4'),
  (2024, 'COM', 'Z21', 'Z2', 'E5'),
  (2026, 'COM', 'Z11', 'Z9', NULL)
) AS v(millesime_cog, type_commune, departement_code, region_code, epci_code)
-- attendu
SELECT niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, siao_source::VARCHAR AS siao_source, siao_dep::VARCHAR AS siao_dep
FROM (VALUES
  ('DEP', 'Z11', 'Z11', 'Z11'),
  ('DEP', 'Z12', 'Z12', 'Z12'),
  ('DEP', 'Z21', 'Z21', 'Z21'),
  ('REG', 'Z1', 'REG:Z1@Z11+Z12', 'Z11'),
  ('REG', 'Z1', 'REG:Z1@Z11+Z12', 'Z12'),
  ('SIREN_EPCI', 'E1', 'SIREN_EPCI:E1@Z11', 'Z11'),
  ('SIREN_EPCI', 'E2', 'SIREN_EPCI:E2@Z11+Z12', 'Z11'),
  ('SIREN_EPCI', 'E2', 'SIREN_EPCI:E2@Z11+Z12', 'Z12'),
  ('HORS_EPCI', 'Z11', 'Z11', 'Z11'),
  ('HORS_EPCI', 'Z12', 'Z12', 'Z12')
) AS v(niveau, territoire_code, siao_source, siao_dep)
