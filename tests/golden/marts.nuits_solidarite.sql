-- entree core.nuits_solidarite
SELECT edition_id, valeur_publiee, 'personnes_decomptees' AS indicateur, 'TOTAL' AS type_lieu, 'PROVISOIRE' AS statut_resultat,
  'Personnes décomptées' AS indicateur_libelle, 'COM' AS niveau, '75056' AS territoire_code, DATE '2025-01-23' AS date_nuit, 'JOUR' AS date_nuit_precision,
  'Total de l’édition' AS type_lieu_libelle, 'PERSONNE' AS unite, 'PREMIERS_RESULTATS' AS statut_motif, 'CAMPEMENTS' AS perimetre_code, NULL AS perimetre_libelle, true AS est_retenu,
  'Ville de Paris' AS source_titre, 'https://exemple.invalid' AS source_url, NULL AS note
FROM (VALUES ('75056_2025', 3507.0), ('75056_2021', 0.0), ('75056_2020', NULL)) AS t(edition_id, valeur_publiee)
-- attendu
SELECT edition_id, valeur_publiee, statut_valeur, 'personnes_decomptees' AS indicateur, 'TOTAL' AS type_lieu, 'PROVISOIRE' AS statut_resultat,
  'Personnes décomptées' AS indicateur_libelle, 'COM' AS niveau, '75056' AS territoire_code, DATE '2025-01-23' AS date_nuit, 'JOUR' AS date_nuit_precision,
  'Total de l’édition' AS type_lieu_libelle, 'PERSONNE' AS unite, 'PREMIERS_RESULTATS' AS statut_motif, 'CAMPEMENTS' AS perimetre_code, NULL AS perimetre_libelle, true AS est_retenu,
  'Ville de Paris' AS source_titre, 'https://exemple.invalid' AS source_url, NULL AS note
FROM (VALUES ('75056_2025', 3507.0, 'PUBLIE'), ('75056_2021', 0.0, 'ZERO'), ('75056_2020', NULL, 'NON_COLLECTE')) AS t(edition_id, valeur_publiee, statut_valeur)
