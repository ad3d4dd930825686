-- entree lake.offre_places
SELECT date_reference::DATE AS date_reference, etablissement_id::VARCHAR AS etablissement_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, dispositif::VARCHAR AS dispositif, nature_place::VARCHAR AS nature_place, unite_offre::VARCHAR AS unite_offre, nb_places::INTEGER AS nb_places, nb_places_occupees::INTEGER AS nb_places_occupees, nb_places_indisponibles::INTEGER AS nb_places_indisponibles, siao_dep_prescripteur::VARCHAR AS siao_dep_prescripteur, est_acces_direct::BOOLEAN AS est_acces_direct, date_reception::DATE AS date_reception, fichier_sha256::VARCHAR AS fichier_sha256
FROM (VALUES
  ('2025-12-31', '001210001', 'COM', 'Z1201', 'FEMMES_VICTIMES_VIOLENCES', 'OUVERTE', 'PLACE', 20, 19, 1, 'Z12', NULL, '2026-02-01', 'a'),
  ('2025-12-31', '001210001', 'COM', 'Z1201', 'FEMMES_VICTIMES_VIOLENCES', 'OUVERTE', 'PLACE', 21, 19, NULL, 'Z12', NULL, '2026-03-01', 'b'),
  ('2025-12-31', 'AGREGAT', 'DEP', 'Z12', 'PENSION_FAMILLE', 'CIBLE', 'PLACE', 60, NULL, NULL, 'Z12', true, '2026-02-01', 'a')
) AS v(date_reference, etablissement_id, niveau, territoire_code, dispositif, nature_place, unite_offre, nb_places, nb_places_occupees, nb_places_indisponibles, siao_dep_prescripteur, est_acces_direct, date_reception, fichier_sha256)
-- attendu
SELECT date_reference::DATE AS date_reference, siao_dep_prescripteur::VARCHAR AS siao_dep_prescripteur, etablissement_id::VARCHAR AS etablissement_id, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, dispositif::VARCHAR AS dispositif, type_offre::VARCHAR AS type_offre, nature_place::VARCHAR AS nature_place, unite_offre::VARCHAR AS unite_offre, nb_places::INTEGER AS nb_places, nb_places_occupees::INTEGER AS nb_places_occupees, nb_places_indisponibles::INTEGER AS nb_places_indisponibles, est_acces_direct::BOOLEAN AS est_acces_direct
FROM (VALUES
  ('2025-12-31', 'Z12', '001210001', 'COM', 'Z1201', 'FEMMES_VICTIMES_VIOLENCES', 'HEBERGEMENT', 'OUVERTE', 'PLACE', 21, 19, 0, false),
  ('2025-12-31', 'Z12', 'AGREGAT', 'DEP', 'Z12', 'PENSION_FAMILLE', 'PENSION_FAMILLE', 'CIBLE', 'PLACE', 60, NULL, 0, true)
) AS v(date_reference, siao_dep_prescripteur, etablissement_id, niveau, territoire_code, dispositif, type_offre, nature_place, unite_offre, nb_places, nb_places_occupees, nb_places_indisponibles, est_acces_direct)
