-- entree core.siao_observations
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, siao_dep AS siao_source, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2026-01-01', '2026-03-10')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
UNION ALL SELECT 'REG', 'Z12', 'REG:Z12@Z12', DATE '2020-01-01', DATE '2022-01-01'
-- entree core.siao_nuits
SELECT 'Z12' AS siao_dep, mois, 'm-' || m AS cle_menage, mois + (n + m % 5)::INTEGER AS nuit_demandee
FROM (VALUES (DATE '2026-01-01'), (DATE '2026-02-01'), (DATE '2026-03-01')) AS v(mois), range(70) AS a(m), range(3) AS b(n)
WHERE n <= m % 3
UNION ALL SELECT 'Z12', DATE '2026-01-01', 'm-99', DATE '2026-01-20'
-- entree core.evenements
SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, DATE '2026-02-03' AS evenement_debut, 'CHANGEMENT_CONSIGNE' AS evenement_type
-- attendu
SELECT 'DEP' AS niveau, siao_dep::VARCHAR AS territoire_code, mois::DATE AS mois, nb_vus::BIGINT AS nb_vus, nb_une_nuit::BIGINT AS nb_une_nuit, nb_deux_nuits::BIGINT AS nb_deux_nuits, borne::STRUCT(valeur DOUBLE, bas DOUBLE, haut DOUBLE) AS borne
FROM (VALUES
  ('Z12', '2026-01-01', 70, 24, 23, {'valeur': 81.62732919254658, 'bas': 74.04712496976063, 'haut': 103.40514196176213}),
  ('Z12', '2026-02-01', 70, 24, 23, NULL)
) AS v(siao_dep, mois, nb_vus, nb_une_nuit, nb_deux_nuits, borne)
