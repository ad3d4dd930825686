-- Lieux que les villes publient elles-mêmes, une fois chacun, et l’écart qui reste avec leur total.
-- Grain : une édition, un lieu publié.
-- Définition : résultat retenu ; un lieu contenu dans un agrégat publié n’est pas répété. ECART est le total publié moins
-- ces lieux, quand il est positif : lieux non publiés ou erreur de la source, jamais réparti. Au moins deux lieux.
-- Source : core.nuits_solidarite ; nomenclature ndls_type_lieu (composition des agrégats).
WITH chiffres AS (
  SELECT * FROM core.nuits_solidarite WHERE est_retenu AND indicateur = 'personnes_decomptees' AND unite = 'PERSONNE'
),
totaux AS (
  SELECT edition_id, niveau, territoire_code, date_nuit, statut_resultat, source_url, valeur_publiee AS total
  FROM chiffres
  WHERE type_lieu = 'TOTAL'
),
dans_un_agregat AS (
  SELECT chiffres.edition_id, unnest(string_split(lieu.regroupement, '|')) AS type_lieu
  FROM chiffres
  JOIN ref.ndls_type_lieu AS lieu ON lieu.code = chiffres.type_lieu
  WHERE starts_with(chiffres.type_lieu, 'AGR_')
),
lieux AS (
  SELECT
    chiffres.edition_id,
    chiffres.niveau,
    chiffres.territoire_code,
    chiffres.date_nuit,
    chiffres.type_lieu,
    chiffres.type_lieu_libelle,
    chiffres.valeur_publiee,
    chiffres.source_url
  FROM chiffres
  JOIN totaux USING (edition_id, statut_resultat)
  ANTI JOIN dans_un_agregat ON dans_un_agregat.edition_id = chiffres.edition_id AND dans_un_agregat.type_lieu = chiffres.type_lieu
  WHERE chiffres.type_lieu NOT IN ('TOTAL', 'SANS_OBJET')
  QUALIFY count(*) OVER (PARTITION BY chiffres.edition_id) >= 2
),
ecarts AS (
  SELECT totaux.edition_id, any_value(totaux.total) - sum(lieux.valeur_publiee) AS ecart
  FROM totaux
  JOIN lieux USING (edition_id)
  GROUP BY ALL
)
SELECT edition_id, niveau, territoire_code, date_nuit, type_lieu, type_lieu_libelle, valeur_publiee, source_url
FROM lieux
UNION ALL
SELECT totaux.edition_id, totaux.niveau, totaux.territoire_code, totaux.date_nuit, lieu.code, lieu.libelle, ecarts.ecart, totaux.source_url
FROM totaux
JOIN ecarts USING (edition_id)
JOIN ref.ndls_type_lieu AS lieu ON lieu.code = 'ECART'
WHERE ecarts.ecart > 0
