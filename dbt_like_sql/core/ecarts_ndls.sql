-- Écarts entre le total publié d’une nuit et la somme des lieux publiés.
-- Grain : une édition, une version du résultat.
-- Définition : somme d’au moins deux lieux ; un lieu contenu dans un agrégat publié n’est pas compté deux fois. L’écart est conservé, jamais réparti.
-- Source : staging.ndls_chiffres_publies ; nomenclature ndls_type_lieu (composition des agrégats).
WITH chiffres AS (
  SELECT edition_id, statut_resultat, niveau, territoire_code, date_nuit, indicateur, type_lieu, valeur_publiee
  FROM staging.ndls_chiffres_publies
  WHERE indicateur IN ('personnes_decomptees', 'total_publie')
),
dans_un_agregat AS (
  SELECT edition_id, statut_resultat, unnest(string_split(lieu.regroupement, '|')) AS type_lieu
  FROM chiffres
  JOIN ref.ndls_type_lieu AS lieu ON lieu.code = chiffres.type_lieu
  WHERE starts_with(chiffres.type_lieu, 'AGR_')
),
sommes AS (
  SELECT edition_id, statut_resultat, sum(valeur_publiee) AS somme, count(*) AS nb_lieux
  FROM chiffres
  ANTI JOIN dans_un_agregat USING (edition_id, statut_resultat, type_lieu)
  WHERE indicateur = 'personnes_decomptees' AND type_lieu <> 'TOTAL'
  GROUP BY ALL
),
totaux AS (
  SELECT edition_id, statut_resultat, niveau, territoire_code, date_nuit, arg_min(valeur_publiee, indicateur) AS total
  FROM chiffres
  WHERE type_lieu = 'TOTAL'
  GROUP BY ALL
)
SELECT
  totaux.edition_id,
  totaux.statut_resultat,
  totaux.niveau,
  totaux.territoire_code,
  totaux.date_nuit,
  totaux.total,
  sommes.somme,
  round(totaux.total - sommes.somme)::INTEGER AS ecart
FROM totaux
JOIN sommes USING (edition_id, statut_resultat)
WHERE sommes.nb_lieux >= 2 AND totaux.total <> sommes.somme
