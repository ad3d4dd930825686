-- entree lake.sne_demande
SELECT date_arrete::DATE AS date_arrete, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, millesime_cog::INTEGER AS millesime_cog, modele_demande::VARCHAR AS modele_demande, nb_demandes_actives::INTEGER AS nb_demandes_actives, nb_demandes_actives_plafond::INTEGER AS nb_demandes_actives_plafond, anciennete_mediane_mois::DOUBLE AS anciennete_mediane_mois, est_premiere_commune::BOOLEAN AS est_premiere_commune, date_reception::DATE AS date_reception, fichier_sha256::VARCHAR AS fichier_sha256
FROM (VALUES
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 2025, 'SD', 40, NULL, 20.5, true, '2026-02-01', 'a'),
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 2025, 'SD', 41, NULL, 20.5, true, '2026-03-01', 'b'),
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 2025, 'RHVS', NULL, 4, NULL, true, '2026-02-01', 'a'),
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 2025, 'TOTAL', 900, NULL, 19.0, true, '2026-02-01', 'a')
) AS v(date_arrete, niveau, territoire_code, millesime_cog, modele_demande, nb_demandes_actives, nb_demandes_actives_plafond, anciennete_mediane_mois, est_premiere_commune, date_reception, fichier_sha256)
-- attendu
SELECT date_arrete::DATE AS date_arrete, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, modele_demande::VARCHAR AS modele_demande, situation::VARCHAR AS situation, nb_demandes_bas::INTEGER AS nb_demandes_bas, nb_demandes_haut::INTEGER AS nb_demandes_haut, anciennete_mediane_mois::DOUBLE AS anciennete_mediane_mois, est_premiere_commune::BOOLEAN AS est_premiere_commune
FROM (VALUES
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 'RHVS', 'HEBERGES', 0, 4, NULL, true),
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 'SD', 'SANS_ABRI', 41, 41, 20.5, true),
  ('2025-12-31', 'SIREN_EPCI', 'Z00000012', 'TOTAL', 'TOTAL', 900, 900, 19.0, true)
) AS v(date_arrete, niveau, territoire_code, modele_demande, situation, nb_demandes_bas, nb_demandes_haut, anciennete_mediane_mois, est_premiere_commune)
