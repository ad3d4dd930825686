-- entree core.relogement
SELECT 'DEP' AS niveau, '01' AS territoire_code, DATE '2021-01-31' AS date_mois, 12 AS nb_personnes_cumul, 12 AS nb_personnes_mois,
  'PUBLIE' AS statut_valeur, 'PUBLIE' AS statut_nb_personnes_mois, 12.0 AS valeur_publiee, NULL AS correction_id, false AS est_mois_a_zero
-- attendu
SELECT 'DEP' AS niveau, '01' AS territoire_code, DATE '2021-01-31' AS date_mois, 12 AS nb_personnes_cumul, 'PUBLIE' AS statut_valeur,
  12 AS nb_personnes_mois, 'PUBLIE' AS statut_nb_personnes_mois, 12.0 AS valeur_publiee
