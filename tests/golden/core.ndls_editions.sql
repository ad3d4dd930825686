-- entree staging.ndls_edition
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, millesime_cog::INTEGER AS millesime_cog, perimetre_id::VARCHAR AS perimetre_id, perimetre_code::VARCHAR AS perimetre_code, date_nuit::DATE AS date_nuit, NULL::TIME AS heure_debut, NULL::TIME AS heure_fin, NULL::INTEGER AS numero_edition, NULL::VARCHAR AS operateur, NULL::BOOLEAN AS est_mutualise_insee, nb_secteurs_prevus::INTEGER AS nb_secteurs_prevus, nb_secteurs_couverts::INTEGER AS nb_secteurs_couverts, NULL::INTEGER AS nb_secteurs_partiels, NULL::INTEGER AS nb_equipes, NULL::INTEGER AS nb_volontaires, NULL::INTEGER AS nb_professionnels, NULL::DOUBLE AS temperature_min_c, NULL::VARCHAR AS precipitation, NULL::VARCHAR AS niveau_plan_grand_froid, NULL::INTEGER AS nb_places_hebergement_ouvertes, NULL::INTEGER AS nb_personnes_mises_a_l_abri, unite::VARCHAR AS unite, nb_total::INTEGER AS nb_total, NULL::INTEGER AS nb_mineurs_total, NULL::INTEGER AS nb_questionnaires_remplis, NULL::DATE AS date_publication, NULL::VARCHAR AS source_url, estimations_publiables::BOOLEAN AS estimations_publiables, NULL::VARCHAR AS commentaire_perimetre, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9001_2024-01-25', 'PROVISOIRE', 'Z9001', 'P0', '2024-01-25', 58, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9001_2024-01-25', 'DEFINITIF', 'Z9001', 'P0', '2024-01-25', 60, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 3, true, 'Z9001_2025-01-23', 'DEFINITIF', 'Z9001', 'P1', '2025-01-23', 70, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9002_2025-01-23', 'DEFINITIF', 'Z9002', 'P2', '2025-01-23', 10, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9011_2025-01-23', 'DEFINITIF', 'Z9011', 'PZ9011', '2025-01-23', 5, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9012_2025-01-23', 'DEFINITIF', 'Z9012', 'PZ9012', '2025-01-23', 5, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9013_2025-01-23', 'DEFINITIF', 'Z9013', 'PZ9013', '2025-01-23', 2, 'a', 2, '2025-02-10', '1.0.0'),
  ('COM', 2025, 'EQUIPEMENTS', 'PERSONNE', 4, 4, true, 'Z9014_2025-01-23', 'DEFINITIF', 'Z9014', 'PX', '2025-01-23', 5, 'a', 2, '2025-02-10', '1.0.0')
) AS v(niveau, millesime_cog, perimetre_code, unite, nb_secteurs_prevus, nb_secteurs_couverts, estimations_publiables, edition_id, statut_resultat, territoire_code, perimetre_id, date_nuit, nb_total, fichier_sha256, ligne_source, date_reception, version_contrat)
-- entree staging.ndls_comptage_secteur
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, compteur::VARCHAR AS compteur, NULL::VARCHAR AS commune_code, couverture::VARCHAR AS couverture, strate::VARCHAR AS strate, est_hors_perimetre::BOOLEAN AS est_hors_perimetre, nb_personnes::INTEGER AS nb_personnes, nb_hommes::INTEGER AS nb_hommes, nb_femmes::INTEGER AS nb_femmes, NULL::INTEGER AS nb_sexe_autre, NULL::INTEGER AS nb_sexe_nr, nb_adultes::INTEGER AS nb_adultes, nb_mineurs::INTEGER AS nb_mineurs, NULL::INTEGER AS nb_age_nr, nb_groupes::INTEGER AS nb_groupes, NULL::INTEGER AS nb_personnes_plus_grand_groupe, NULL::INTEGER AS nb_refus, NULL::INTEGER AS nb_endormies, NULL::INTEGER AS nb_non_abordables, NULL::INTEGER AS nb_deja_comptees, NULL::INTEGER AS nb_abris_sans_personne, NULL::INTEGER AS nb_questionnaires, NULL::INTEGER AS nb_temoins_deduits, NULL::TIME AS heure_passage, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 30, 20, 8, 28, 2, 20, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S1', 'GARE', 'SNCF', 'COUVERT', 'CHAUD', false, 12, 12, 0, 12, 0, 12, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 8, 6, 2, 8, 0, 7, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S3', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 0, 0, 0, 0, 0, 0, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2024-01-25', 'DEFINITIF', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 6, 5, 1, 6, 0, 5, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 40, NULL, NULL, 36, 4, 25, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S2', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'FROID', false, 11, NULL, NULL, 11, 0, 9, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S3', 'PARKING', 'PARKING', 'COUVERT', 'FROID', false, 5, NULL, NULL, 5, 0, 5, 'a', 2, '2025-02-10', '1'),
  ('Z9001_2025-01-23', 'DEFINITIF', 'S4', 'RUE', 'EQUIPE_CITOYENNE', 'NON_COUVERT', 'FROID', false, NULL, NULL, NULL, NULL, NULL, NULL, 'a', 2, '2025-02-10', '1'),
  ('Z9002_2025-01-23', 'DEFINITIF', 'T1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 12, 12, 0, 12, 0, 12, 'a', 2, '2025-02-10', '1'),
  ('Z9011_2025-01-23', 'DEFINITIF', 'INCONNU', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 5, 5, 0, 5, 0, 5, 'a', 2, '2025-02-10', '1'),
  ('Z9012_2025-01-23', 'DEFINITIF', 'U1', 'SQUAT', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 5, 5, 0, 5, 0, 5, 'a', 2, '2025-02-10', '1'),
  ('Z9013_2025-01-23', 'DEFINITIF', 'V1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 2, 2, 0, 2, 0, 2, 'a', 2, '2025-02-10', '1'),
  ('Z9014_2025-01-23', 'DEFINITIF', 'W1', 'RUE', 'EQUIPE_CITOYENNE', 'COUVERT', 'CHAUD', false, 5, 5, 0, 5, 0, 5, 'a', 2, '2025-02-10', '1')
) AS v(edition_id, statut_resultat, secteur_id, type_lieu, compteur, couverture, strate, est_hors_perimetre, nb_personnes, nb_hommes, nb_femmes, nb_adultes, nb_mineurs, nb_groupes, fichier_sha256, ligne_source, date_reception, version_contrat)
-- entree staging.ndls_questionnaire
SELECT edition_id::VARCHAR AS edition_id, repondant_id::VARCHAR AS repondant_id, NULL::VARCHAR AS secteur_id, NULL::VARCHAR AS type_lieu, a_consenti::BOOLEAN AS a_consenti, a_deja_repondu::BOOLEAN AS a_deja_repondu, sexe::VARCHAR AS sexe, classe_age::VARCHAR AS classe_age, composition::VARCHAR AS composition, NULL::INTEGER AS nb_enfants_presents, duree_sans_domicile::VARCHAR AS duree_sans_domicile, appel_115::VARCHAR AS appel_115, motif_non_recours_115::VARCHAR AS motif_non_recours_115, NULL::BOOLEAN AS a_deja_ete_heberge, hebergement_souhaite::VARCHAR AS hebergement_souhaite, a_suivi_social::BOOLEAN AS a_suivi_social, NULL::BOOLEAN AS a_demande_logement_social, NULL::BOOLEAN AS a_frequente_accueil_jour, ressource_principale::VARCHAR AS ressource_principale, NULL::BOOLEAN AS a_couverture_maladie, sante_percue::VARCHAR AS sante_percue, NULL::BOOLEAN AS a_animal, questions_posees::VARCHAR AS questions_posees, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('Z9001_2024-01-25', 'r-1', true, NULL, 'H', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'r-2', true, NULL, 'F', '25_54', 'SEUL', '1_5_ANS', 'NR', 'NR', 'NR', 'RSA', 'NR', false, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'r-3', true, true, 'F', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9013_2025-01-23', 'r-0', true, NULL, 'H', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9013_2025-01-23', 'r-1', true, NULL, 'H', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9013_2025-01-23', 'r-2', true, NULL, 'H', '25_54', 'SEUL', '1_5_ANS', 'JAMAIS', 'NR', 'NR', 'RSA', 'NR', true, 'sexe = Sexe | appel_115 = Appelez-vous le 115 ?', 'a', 2, '2025-02-10', '1.0.0')
) AS v(edition_id, repondant_id, a_consenti, a_deja_repondu, sexe, classe_age, composition, duree_sans_domicile, appel_115, motif_non_recours_115, hebergement_souhaite, ressource_principale, sante_percue, a_suivi_social, questions_posees, fichier_sha256, ligne_source, date_reception, version_contrat)
-- entree staging.perimetre
SELECT perimetre_id, edition_id, element_type, element_code, commune_code, millesime_cog, pop_reference, est_couvert
FROM (VALUES
  ('P0', 'Z9001_2024-01-25', 'COM', 'Z9001', 'Z9001', 2025, NULL, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S1', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S2', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S3', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'SECTEUR', 'S4', 'Z9001', 2025, 10000, true),
  ('P0', 'Z9001_2024-01-25', 'TYPE_LIEU', 'RUE', NULL, 2025, NULL, true),
  ('P0', 'Z9001_2024-01-25', 'TYPE_LIEU', 'GARE', NULL, 2025, NULL, true),
  ('P1', 'Z9001_2025-01-23', 'COM', 'Z9001', 'Z9001', 2025, NULL, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S1', 'Z9001', 2025, 10000, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S2', 'Z9001', 2025, 10000, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S3', 'Z9001', 2025, 10000, true),
  ('P1', 'Z9001_2025-01-23', 'SECTEUR', 'S4', 'Z9001', 2025, 10000, false),
  ('P1', 'Z9001_2025-01-23', 'TYPE_LIEU', 'RUE', NULL, 2025, NULL, true),
  ('P1', 'Z9001_2025-01-23', 'TYPE_LIEU', 'PARKING', NULL, 2025, NULL, true),
  ('P2', 'Z9002_2025-01-23', 'COM', 'Z9002', 'Z9002', 2025, NULL, true),
  ('P2', 'Z9002_2025-01-23', 'SECTEUR', 'T1', 'Z9002', 2025, 10000, true),
  ('P2', 'Z9002_2025-01-23', 'TYPE_LIEU', 'RUE', NULL, 2025, NULL, true),
  ('PZ9011', 'Z9011_2025-01-23', 'COM', 'Z9011', 'Z9011', 2025, NULL, true),
  ('PZ9011', 'Z9011_2025-01-23', 'SECTEUR', 'T1', 'Z9011', 2025, 1000, true),
  ('PZ9012', 'Z9012_2025-01-23', 'COM', 'Z9012', 'Z9012', 2025, NULL, true),
  ('PZ9012', 'Z9012_2025-01-23', 'SECTEUR', 'U1', 'Z9012', 2025, 1000, true),
  ('PZ9013', 'Z9013_2025-01-23', 'COM', 'Z9013', 'Z9013', 2025, NULL, true),
  ('PZ9013', 'Z9013_2025-01-23', 'SECTEUR', 'V1', 'Z9013', 2025, 1000, true)
) AS v(perimetre_id, edition_id, element_type, element_code, commune_code, millesime_cog, pop_reference, est_couvert)
-- entree core.perimetres
SELECT perimetre_id, element_type, pop_reference, millesime_cog, est_compte
FROM (VALUES
  ('P0', 'SECTEUR', 10000, 2025, true),
  ('P0', 'SECTEUR', 10000, 2025, true),
  ('P0', 'COM', 999, 2025, false),
  ('P1', 'SECTEUR', 30000, 2025, true),
  ('P2', 'SECTEUR', 10000, 2025, true)
) AS v(perimetre_id, element_type, pop_reference, millesime_cog, est_compte)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, statut_resultat::VARCHAR AS statut_resultat, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, perimetre_id::VARCHAR AS perimetre_id, perimetre_code::VARCHAR AS perimetre_code, date_nuit::DATE AS date_nuit, operateur::VARCHAR AS operateur, nb_secteurs_prevus::INTEGER AS nb_secteurs_prevus, nb_secteurs_couverts::INTEGER AS nb_secteurs_couverts, unite::VARCHAR AS unite, nb_total::INTEGER AS nb_total, source_url::VARCHAR AS source_url, estimations_publiables::BOOLEAN AS estimations_publiables, est_retenu::BOOLEAN AS est_retenu, elements_couverts::VARCHAR AS elements_couverts, pop_couverte::INTEGER AS pop_couverte, nb_comptes::INTEGER AS nb_comptes, nb_personnes_comptees::INTEGER AS nb_personnes_comptees, nb_repondants::BIGINT AS nb_repondants, statut_detail::VARCHAR AS statut_detail, est_detaille::BOOLEAN AS est_detaille, nb_non_ventiles::INTEGER AS nb_non_ventiles, part_secteurs_couverts_pct::DOUBLE AS part_secteurs_couverts_pct, taux_10000_habitants::DOUBLE AS taux_10000_habitants
FROM (VALUES
  ('Z9001_2024-01-25', 'DEFINITIF', 'COM', 'Z9001', 'P0', 'EQUIPEMENTS', '2024-01-25', NULL, 4, 4, 'PERSONNE', 60, NULL, true, true, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', 20000, 56, 56, 2, 'RESTE', true, 4, 100.0, 30.0),
  ('Z9001_2024-01-25', 'PROVISOIRE', 'COM', 'Z9001', 'P0', 'EQUIPEMENTS', '2024-01-25', NULL, 4, 4, 'PERSONNE', 58, NULL, true, false, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|SECTEUR:S4|TYPE_LIEU:GARE|TYPE_LIEU:RUE', 20000, NULL, NULL, 2, 'SANS_DETAIL', false, NULL, 100.0, 29.0),
  ('Z9001_2025-01-23', 'DEFINITIF', 'COM', 'Z9001', 'P1', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 3, 'PERSONNE', 70, NULL, true, true, 'COM:Z9001|SECTEUR:S1|SECTEUR:S2|SECTEUR:S3|TYPE_LIEU:PARKING|TYPE_LIEU:RUE', 30000, 56, 56, NULL, 'RESTE', true, 14, 75.0, NULL),
  ('Z9002_2025-01-23', 'DEFINITIF', 'COM', 'Z9002', 'P2', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 4, 'PERSONNE', 10, NULL, true, true, 'COM:Z9002|SECTEUR:T1|TYPE_LIEU:RUE', 10000, 12, 12, NULL, 'DEPASSE', false, -2, 100.0, 10.0),
  ('Z9011_2025-01-23', 'DEFINITIF', 'COM', 'Z9011', 'PZ9011', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 4, 'PERSONNE', 5, NULL, true, true, 'COM:Z9011|SECTEUR:T1', NULL, 5, 5, NULL, 'SECTEUR_INCONNU', false, 0, 100.0, NULL),
  ('Z9012_2025-01-23', 'DEFINITIF', 'COM', 'Z9012', 'PZ9012', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 4, 'PERSONNE', 5, NULL, true, true, 'COM:Z9012|SECTEUR:U1', NULL, 5, 5, NULL, 'LIEU_HORS_PERIMETRE', false, 0, 100.0, NULL),
  ('Z9013_2025-01-23', 'DEFINITIF', 'COM', 'Z9013', 'PZ9013', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 4, 'PERSONNE', 2, NULL, true, true, 'COM:Z9013|SECTEUR:V1', NULL, 2, 2, 3, 'QUESTIONNAIRES_EN_TROP', false, 0, 100.0, NULL),
  ('Z9014_2025-01-23', 'DEFINITIF', 'COM', 'Z9014', 'PX', 'EQUIPEMENTS', '2025-01-23', NULL, 4, 4, 'PERSONNE', 5, NULL, true, true, NULL, NULL, 5, 5, NULL, 'PERIMETRE_ABSENT', false, 0, 100.0, NULL)
) AS v(edition_id, statut_resultat, niveau, territoire_code, perimetre_id, perimetre_code, date_nuit, operateur, nb_secteurs_prevus, nb_secteurs_couverts, unite, nb_total, source_url, estimations_publiables, est_retenu, elements_couverts, pop_couverte, nb_comptes, nb_personnes_comptees, nb_repondants, statut_detail, est_detaille, nb_non_ventiles, part_secteurs_couverts_pct, taux_10000_habitants)
