-- entree core.nuits_solidarite
SELECT '75056_2025-01-23' AS edition_id, 'personnes_decomptees' AS indicateur, 'TOTAL' AS type_lieu, 'PROVISOIRE' AS statut_resultat,
  'Personnes décomptées' AS indicateur_libelle, 'COM' AS niveau, '75056' AS territoire_code, DATE '2025-01-23' AS date_nuit, 'JOUR' AS date_nuit_precision,
  'Total de l’édition' AS type_lieu_libelle, 3507.0 AS valeur_publiee, 'PERSONNE' AS unite, 'PREMIERS_RESULTATS' AS statut_motif, 'CAMPEMENTS' AS perimetre_code, NULL AS perimetre_libelle, true AS est_retenu,
  'Ville de Paris' AS source_titre, 'https://exemple.invalid' AS source_url, NULL AS note
-- attendu
SELECT '75056_2025-01-23' AS edition_id, 'personnes_decomptees' AS indicateur, 'TOTAL' AS type_lieu, 'PROVISOIRE' AS statut_resultat,
  'Personnes décomptées' AS indicateur_libelle, 'COM' AS niveau, '75056' AS territoire_code, DATE '2025-01-23' AS date_nuit, 'JOUR' AS date_nuit_precision,
  'Total de l’édition' AS type_lieu_libelle, 3507.0 AS valeur_publiee, 'PERSONNE' AS unite, 'PREMIERS_RESULTATS' AS statut_motif, 'CAMPEMENTS' AS perimetre_code, NULL AS perimetre_libelle, true AS est_retenu,
  'Ville de Paris' AS source_titre, 'https://exemple.invalid' AS source_url, NULL AS note
