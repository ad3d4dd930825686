-- entree core.siao_demandes
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, cle_demande::VARCHAR AS cle_demande, cle_menage::VARCHAR AS cle_menage, nb_personnes_menage::INTEGER AS nb_personnes_menage, nb_mineurs_menage::INTEGER AS nb_mineurs_menage, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe
FROM (VALUES
  ('Z12', '2026-01-01', '2026-01-12', 'd-1', 'm-1', 3, 2, false, false, 'OFFRE'),
  ('Z12', '2026-01-01', '2026-01-12', 'd-2', 'm-1', 3, 2, false, true, NULL),
  ('Z12', '2026-01-01', '2026-01-12', 'd-4', 'm-2', 1, 0, false, false, 'USAGER'),
  ('Z12', '2026-01-01', '2026-01-13', 'd-3', 'm-1', 3, 2, true, true, NULL),
  ('Z12', '2026-01-01', '2026-01-13', 'd-5', 'm-2', 1, 0, false, false, NULL),
  ('Z12', '2026-01-01', '2026-01-13', 'd-6', NULL, 2, 1, NULL, false, 'OFFRE'),
  ('Z12', '2026-01-01', '2026-01-14', 'd-7', 'm-3', 4, 3, false, false, 'OFFRE')
) AS v(siao_dep, mois, nuit_demandee, cle_demande, cle_menage, nb_personnes_menage, nb_mineurs_menage, est_renouvellement, est_pourvue, motif_regroupe)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, mois::DATE AS mois, perimetre_demandes::VARCHAR AS perimetre_demandes, nb_demandes::BIGINT AS nb_demandes, nb_demandes_non_pourvues::BIGINT AS nb_demandes_non_pourvues, nb_refus_motif_connu::BIGINT AS nb_refus_motif_connu, nb_refus_absence_place::BIGINT AS nb_refus_absence_place, nb_demandes_sans_menage::BIGINT AS nb_demandes_sans_menage, nb_renouvellement_inconnu::BIGINT AS nb_renouvellement_inconnu, nb_menages::BIGINT AS nb_menages, nb_menages_jamais_pourvus::BIGINT AS nb_menages_jamais_pourvus, nb_menages_avec_refus::BIGINT AS nb_menages_avec_refus, nb_personnes_menages::BIGINT AS nb_personnes_menages, nb_nuitees::BIGINT AS nb_nuitees, nb_nuitees_non_pourvues::BIGINT AS nb_nuitees_non_pourvues, nb_nuitees_mineurs_non_pourvues::BIGINT AS nb_nuitees_mineurs_non_pourvues
FROM (VALUES
  ('Z12', '2026-01-01', 'FLUX', 6, 5, 4, 3, 1, 1, 3, 2, 2, 8, 9, 6, 3),
  ('Z12', '2026-01-01', 'STOCK', 7, 5, 4, 3, 1, 1, 3, 2, 2, 8, 12, 6, 3)
) AS v(siao_dep, mois, perimetre_demandes, nb_demandes, nb_demandes_non_pourvues, nb_refus_motif_connu, nb_refus_absence_place, nb_demandes_sans_menage, nb_renouvellement_inconnu, nb_menages, nb_menages_jamais_pourvus, nb_menages_avec_refus, nb_personnes_menages, nb_nuitees, nb_nuitees_non_pourvues, nb_nuitees_mineurs_non_pourvues)
