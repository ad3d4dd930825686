-- entree core.siao_demandes_115
SELECT siao_dep, cle_demande, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, date_heure_demande::TIMESTAMP AS date_heure_demande, cle_menage::VARCHAR AS cle_menage, nb_personnes_menage::INTEGER AS nb_personnes_menage, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, type_demande, est_renouvellement::BOOLEAN AS est_renouvellement, reponse_115, motif_non_pourvue::VARCHAR AS motif_non_pourvue, commune::VARCHAR AS commune_sollicitation_code
FROM (VALUES
  ('Z12', 'd-1', '2026-01-01', '2026-01-12', '2026-01-12 18:42', 'm-1', 3, 2, 'HEBERGEMENT', false, 'NON_POURVUE', 'ABSENCE_PLACE_DISPONIBLE', 'c-1'),
  ('Z12', 'd-2', '2026-01-01', '2026-01-12', '2026-01-12 18:42', 'm-1', 3, 2, 'HEBERGEMENT', false, 'POURVUE', NULL, 'c-2'),
  ('Z12', 'd-3', '2026-01-01', '2026-01-13', '2026-01-13 18:42', 'm-1', 3, 2, 'HEBERGEMENT', true, 'POURVUE', NULL, 'c-9'),
  ('Z12', 'd-4', '2026-01-01', '2026-01-12', '2026-01-12 18:42', 'm-2', 1, 0, 'HEBERGEMENT', false, 'NON_POURVUE', 'REFUS_USAGER', NULL),
  ('Z12', 'd-5', '2026-01-01', '2026-01-13', '2026-01-13 18:42', 'm-2', 1, 0, 'HEBERGEMENT', false, 'NON_POURVUE', 'NR', 'c-3'),
  ('Z12', 'd-6', '2026-01-01', '2026-01-13', '2026-01-13 18:42', NULL, 2, 1, 'HEBERGEMENT', NULL, 'NON_POURVUE', 'ABSENCE_PLACE_DISPONIBLE', 'c-4'),
  ('Z12', 'd-7', '2026-01-01', '2026-01-14', '2026-01-14 18:42', 'm-3', 1, 3, 'HEBERGEMENT', false, 'NON_POURVUE', 'ABSENCE_PLACE_DISPONIBLE', 'c-1'),
  ('Z12', 'd-8', '2026-01-01', '2026-01-14', '2026-01-14 18:42', 'm-2', 1, 0, 'HEBERGEMENT', false, 'ANNULEE', NULL, 'c-1'),
  ('Z12', 'd-9', '2026-01-01', '2026-01-15', '2026-01-15 18:42', 'm-2', 1, 0, 'PRESTATION', false, 'NON_POURVUE', 'ABSENCE_PLACE_DISPONIBLE', 'c-1')
) AS v(siao_dep, cle_demande, mois, nuit_demandee, date_heure_demande, cle_menage, nb_personnes_menage, nb_mineurs_menage, type_demande, est_renouvellement, reponse_115, motif_non_pourvue, commune)
-- entree core.siao_communes
SELECT unnest(['c-1', 'c-2', 'c-3', 'c-4']) AS commune_code, unnest(['E1', NULL, 'E2', 'E3']) AS epci_code
-- entree core.siao_territoires
SELECT niveau, territoire_code, siao_source, siao_dep
FROM (VALUES
  ('DEP', 'Z12', 'Z12', 'Z12'),
  ('SIREN_EPCI', 'E1', 'SIREN_EPCI:E1@Z12', 'Z12'),
  ('SIREN_EPCI', 'E2', 'SIREN_EPCI:E2@Z12+Z13', 'Z12'),
  ('SIREN_EPCI', 'E3', 'SIREN_EPCI:E3@Z13', 'Z13')
) AS v(niveau, territoire_code, siao_source, siao_dep)
-- entree staging.siao_menage
SELECT siao_dep, cle_menage, date_debut_validite::DATE AS date_debut_validite, nb_personnes_menage, nb_mineurs_menage
FROM (VALUES
  ('Z12', 'm-1', '2026-01-03', 3, 2),
  ('Z12', 'm-3', '2026-01-14', 4, 3),
  ('Z12', 'm-2', '2026-01-20', 5, 3)
) AS v(siao_dep, cle_menage, date_debut_validite, nb_personnes_menage, nb_mineurs_menage)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, cle_demande::VARCHAR AS cle_demande, cle_menage::VARCHAR AS cle_menage, nb_personnes_menage::INTEGER AS nb_personnes_menage, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe, lieu_demande::VARCHAR AS lieu_demande, epci_code::VARCHAR AS epci_code
FROM (VALUES
  ('Z12', '2026-01-01', '2026-01-12', 'd-1', 'm-1', 3, 2, false, false, 'OFFRE', 'EPCI', 'E1'),
  ('Z12', '2026-01-01', '2026-01-12', 'd-2', 'm-1', 3, 2, false, true, NULL, 'AILLEURS', NULL),
  ('Z12', '2026-01-01', '2026-01-12', 'd-4', 'm-2', 1, 0, false, false, 'USAGER', 'NON_SITUEE', NULL),
  ('Z12', '2026-01-01', '2026-01-13', 'd-3', 'm-1', 3, 2, true, true, NULL, 'NON_SITUEE', NULL),
  ('Z12', '2026-01-01', '2026-01-13', 'd-5', 'm-2', 1, 0, false, false, NULL, 'PARTAGE', 'E2'),
  ('Z12', '2026-01-01', '2026-01-13', 'd-6', NULL, 2, 1, NULL, false, 'OFFRE', 'AILLEURS', NULL),
  ('Z12', '2026-01-01', '2026-01-14', 'd-7', 'm-3', 4, 3, false, false, 'OFFRE', 'EPCI', 'E1')
) AS v(siao_dep, mois, nuit_demandee, cle_demande, cle_menage, nb_personnes_menage, nb_mineurs_menage, est_renouvellement, est_pourvue, motif_regroupe, lieu_demande, epci_code)
