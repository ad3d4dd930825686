-- entree ref.effacements
SELECT 'Z31' AS siao_dep, DATE '2024-01-01' AS horizon, DATE '2026-01-01' AS extraction, ['traite'] AS fichiers
-- entree lake.siao_demande_115
SELECT siao_dep, cle_demande, date_heure_demande::TIMESTAMP AS date_heure_demande, nuit_demandee::DATE AS nuit_demandee, cle_menage, 1 AS nb_personnes_menage, 0 AS nb_mineurs_menage, 'NR' AS composition_code, '20' AS situation_code, '203' AS motif_code, NULL::VARCHAR AS commune_sollicitation_code, 'APPEL' AS canal, 'HEBERGEMENT' AS type_demande, false AS est_renouvellement, 'POURVUE' AS reponse_115, NULL::VARCHAR AS motif_non_pourvue, NULL::VARCHAR AS type_place_code, NULL::INTEGER AS nb_nuits_attribuees, '0a1b2c3d' AS empreinte_cle, fichier_sha256, DATE '2026-02-03' AS date_reception
FROM (VALUES
  ('Z12', 'd-1', '2022-01-12 18:42', '2022-01-12', 'm-1', 'a'),
  ('Z12', 'd-2', '2026-02-01 01:10', '2026-01-31', 'm-1', 'a'),
  ('Z12', 'd-3', '2026-02-01 18:42', NULL, 'm-1', 'a'),
  ('Z31', 'd-4', '2023-12-31 18:42', '2023-12-31', 'm-2', 'traite'),
  ('Z31', 'd-5', '2023-12-31 18:42', '2023-12-31', 'm-3', 'neuf'),
  ('Z31', 'd-6', '2024-01-01 18:42', '2024-01-01', 'm-3', 'neuf')
) AS v(siao_dep, cle_demande, date_heure_demande, nuit_demandee, cle_menage, fichier_sha256)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, cle_demande::VARCHAR AS cle_demande, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, fichier_sha256::VARCHAR AS fichier_sha256, date_reception::DATE AS date_reception
FROM (VALUES
  ('Z12', 'd-1', '2022-01-01', '2022-01-12', 'a', '2026-02-03'),
  ('Z12', 'd-2', '2026-01-01', '2026-01-31', 'a', '2026-02-03'),
  ('Z12', 'd-3', '2026-02-01', '2026-02-01', 'a', '2026-02-03'),
  ('Z31', 'd-4', '2023-12-01', '2023-12-31', 'traite', '2026-02-03'),
  ('Z31', 'd-6', '2024-01-01', '2024-01-01', 'neuf', '2026-02-03')
) AS v(siao_dep, cle_demande, mois, nuit_demandee, fichier_sha256, date_reception)
