-- entree lake.ndls_edition
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, millesime_cog::INTEGER AS millesime_cog, perimetre_id::VARCHAR AS perimetre_id, perimetre_code::VARCHAR AS perimetre_code, date_nuit::DATE AS date_nuit, NULL::TIME AS heure_debut, NULL::TIME AS heure_fin, NULL::INTEGER AS numero_edition, NULL::VARCHAR AS operateur, NULL::BOOLEAN AS est_mutualise_insee, nb_secteurs_prevus::INTEGER AS nb_secteurs_prevus, nb_secteurs_couverts::INTEGER AS nb_secteurs_couverts, NULL::INTEGER AS nb_secteurs_partiels, NULL::INTEGER AS nb_equipes, NULL::INTEGER AS nb_volontaires, NULL::INTEGER AS nb_professionnels, NULL::DOUBLE AS temperature_min_c, NULL::VARCHAR AS precipitation, NULL::VARCHAR AS niveau_plan_grand_froid, NULL::INTEGER AS nb_places_hebergement_ouvertes, NULL::INTEGER AS nb_personnes_mises_a_l_abri, unite::VARCHAR AS unite, nb_total::INTEGER AS nb_total, NULL::INTEGER AS nb_mineurs_total, NULL::INTEGER AS nb_questionnaires_remplis, NULL::DATE AS date_publication, NULL::VARCHAR AS source_url, estimations_publiables::BOOLEAN AS estimations_publiables, NULL::VARCHAR AS commentaire_perimetre, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9001_2024-01-25', 'PROVISOIRE', 'Z9001', 'P0', '2024-01-25', 58, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9001_2024-01-25', 'DEFINITIF', 'Z9001', 'P0', '2024-01-25', 60, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 3, true, 'Z9001_2025-01-23', 'DEFINITIF', 'Z9001', 'P1', '2025-01-23', 70, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9002_2025-01-23', 'DEFINITIF', 'Z9002', 'P2', '2025-01-23', 10, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9001_2024-01-25', 'DEFINITIF', 'Z9001', 'P0', '2024-01-25', 1, 'z', 2, '2025-01-01', '1.0.0')
) AS v(niveau, millesime_cog, perimetre_code, unite, nb_secteurs_prevus, nb_secteurs_couverts, estimations_publiables, edition_id, statut_resultat, territoire_code, perimetre_id, date_nuit, nb_total, fichier_sha256, ligne_source, date_reception, version_contrat)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, perimetre_id::VARCHAR AS perimetre_id, date_nuit::DATE AS date_nuit, nb_total::INTEGER AS nb_total
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'COM', 'Z9001', 'P0', '2024-01-25', 60),
  ('Z9001_2024-01-25', 'PROVISOIRE', 'COM', 'Z9001', 'P0', '2024-01-25', 58),
  ('Z9001_2025-01-23', 'DEFINITIF', 'COM', 'Z9001', 'P1', '2025-01-23', 70),
  ('Z9002_2025-01-23', 'DEFINITIF', 'COM', 'Z9002', 'P2', '2025-01-23', 10)
) AS v(edition_id, statut_resultat, niveau, territoire_code, perimetre_id, date_nuit, nb_total)
