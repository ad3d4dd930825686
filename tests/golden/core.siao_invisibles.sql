-- entree core.siao_quinzaines
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, nb_vus::BIGINT AS nb_vus, nb_une_nuit::BIGINT AS nb_une_nuit, nb_deux_nuits::BIGINT AS nb_deux_nuits
FROM (VALUES
  ('Z12', '2026-01-01', 70, 24, 23),
  ('Z12', '2026-02-01', 70, 24, 23)
) AS v(siao_dep, mois, nb_vus, nb_une_nuit, nb_deux_nuits)
-- entree core.evenements
SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, DATE '2026-02-03' AS evenement_debut, 'CHANGEMENT_CONSIGNE' AS evenement_type
-- attendu
SELECT 'DEP' AS niveau, territoire_code::VARCHAR AS territoire_code, mois::DATE AS mois, nb_vus::BIGINT AS nb_vus, nb_une_nuit::BIGINT AS nb_une_nuit, nb_deux_nuits::BIGINT AS nb_deux_nuits, borne::STRUCT(valeur DOUBLE, bas DOUBLE, haut DOUBLE) AS borne
FROM (VALUES
  ('Z12', '2026-01-01', 70, 24, 23, {'valeur': 81.62732919254658, 'bas': 74.04712496976063, 'haut': 103.40514196176213}),
  ('Z12', '2026-02-01', 70, 24, 23, NULL)
) AS v(territoire_code, mois, nb_vus, nb_une_nuit, nb_deux_nuits, borne)
