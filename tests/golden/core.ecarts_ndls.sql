-- entree staging.ndls_chiffres_publies
SELECT *, 'COM' AS niveau, split_part(edition_id, '_', 1) AS territoire_code, DATE '2022-01-20' AS date_nuit, 'PROVISOIRE' AS statut_resultat FROM (VALUES
  -- les parkings sont dans l’agrégat des partenaires : comptés une fois
  ('A_1', 'personnes_decomptees', 'RUE', 100.0), ('A_1', 'personnes_decomptees', 'AGR_PARTENAIRES', 50.0),
  ('A_1', 'personnes_decomptees', 'PARKING', 20.0), ('A_1', 'personnes_decomptees', 'TOTAL', 150.0),
  -- les parties ne font pas le total publié par la ville
  ('B_1', 'personnes_decomptees', 'RUE', 561.0), ('B_1', 'personnes_decomptees', 'SQUAT', 287.0), ('B_1', 'total_publie', 'TOTAL', 858.0),
  -- une seule partie publiée : rien à comparer
  ('C_1', 'personnes_decomptees', 'RUE', 10.0), ('C_1', 'personnes_decomptees', 'TOTAL', 30.0)
) AS t(edition_id, indicateur, type_lieu, valeur_publiee)
-- attendu
SELECT 'B_1' AS edition_id, 858.0::DOUBLE AS total, 848.0::DOUBLE AS somme, 10 AS ecart
