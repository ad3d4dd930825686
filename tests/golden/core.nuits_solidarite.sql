-- entree staging.ndls_chiffres_publies
SELECT *, 'personnes_decomptees' AS indicateur, 'TOTAL' AS type_lieu, 'COM' AS niveau, '75056' AS territoire_code,
  DATE '2024-01-25' AS date_nuit, 'JOUR' AS date_nuit_precision, 'PERSONNE' AS unite, 'SOURCE' AS statut_motif,
  'Ville' AS source_titre, 'https://exemple.invalid' AS source_url, NULL::VARCHAR AS note
FROM (VALUES
  ('75056_2024', 'PROVISOIRE', 3492.0, 'CAMPEMENTS'),
  ('75056_2024', 'DEFINITIF',  3491.0, 'CAMPEMENTS'),
  ('75056_2025', 'PROVISOIRE', 3507.0, NULL)
) AS t(edition_id, statut_resultat, valeur_publiee, perimetre_code)
-- attendu
SELECT * FROM (VALUES
  ('75056_2024', 'PROVISOIRE', false, 'Personnes décomptées', 'Total de l’édition', 'Espace public, équipements, bois, talus et campements'),
  ('75056_2024', 'DEFINITIF',  true,  'Personnes décomptées', 'Total de l’édition', 'Espace public, équipements, bois, talus et campements'),
  ('75056_2025', 'PROVISOIRE', true,  'Personnes décomptées', 'Total de l’édition', NULL)
) AS t(edition_id, statut_resultat, est_retenu, indicateur_libelle, type_lieu_libelle, perimetre_libelle)
