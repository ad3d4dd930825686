-- Les sommes des chiffres publiés : celles qui tombent juste, et celles qui ne tombent pas.
-- Grain : une édition, une version du résultat, un total publié dont au moins deux parts le sont aussi.
-- Définition : un total est celui de l’édition, un agrégat de lieux (AGR_…), ou celui d’un groupe de territoires déclaré
-- (ndls_groupe). Un lieu contenu dans un agrégat publié n’est pas compté avec lui. JUSTE : les parts font le total.
-- NON_VENTILE : elles en font moins, des lieux n’ont pas été publiés. INCOHERENT : elles en font plus, ou une personne a lu
-- dans la source que la liste des lieux est complète (ndls_ecart_declare). L’écart est montré, jamais réparti.
-- Source : staging.ndls_chiffres_publies ; nomenclatures ndls_type_lieu, ndls_groupe, ndls_ecart_declare, ndls_verdict_somme.
WITH chiffres AS (
  SELECT * FROM staging.ndls_chiffres_publies WHERE unite = 'PERSONNE'
),
mesures AS (
  SELECT
    unnest(['personnes_decomptees', 'total_publie', 'personnes_sans_domicile_total']) AS indicateur_total,
    unnest(['personnes_decomptees', 'personnes_decomptees', 'composante_sans_domicile_total']) AS indicateur_part
),
contenus AS (
  SELECT code AS agregat, unnest(string_split(regroupement, '|')) AS type_lieu
  FROM ref.ndls_type_lieu
  WHERE starts_with(code, 'AGR_')
),
caches AS (
  SELECT DISTINCT chiffres.edition_id, chiffres.statut_resultat, chiffres.indicateur, contenus.type_lieu
  FROM chiffres
  JOIN contenus ON contenus.agregat = chiffres.type_lieu
),
totaux AS (
  SELECT chiffres.*, mesures.indicateur_part
  FROM chiffres
  JOIN mesures ON mesures.indicateur_total = chiffres.indicateur
  WHERE chiffres.type_lieu = 'TOTAL'
),
parts_des_totaux AS (
  SELECT totaux.edition_id, totaux.statut_resultat, totaux.indicateur AS total_code, parts.valeur_publiee
  FROM totaux
  JOIN chiffres AS parts
    ON parts.edition_id = totaux.edition_id
    AND parts.statut_resultat = totaux.statut_resultat
    AND parts.indicateur = totaux.indicateur_part
    AND parts.type_lieu NOT IN ('TOTAL', 'SANS_OBJET')
  ANTI JOIN caches
    ON caches.edition_id = parts.edition_id
    AND caches.statut_resultat = parts.statut_resultat
    AND caches.indicateur = parts.indicateur
    AND caches.type_lieu = parts.type_lieu
),
parts_des_agregats AS (
  SELECT agregats.edition_id, agregats.statut_resultat, agregats.type_lieu AS total_code, parts.valeur_publiee
  FROM chiffres AS agregats
  JOIN contenus ON contenus.agregat = agregats.type_lieu
  JOIN chiffres AS parts
    ON parts.edition_id = agregats.edition_id
    AND parts.statut_resultat = agregats.statut_resultat
    AND parts.indicateur = agregats.indicateur
    AND parts.type_lieu = contenus.type_lieu
  WHERE agregats.indicateur = 'personnes_decomptees'
),
groupes AS (
  SELECT code AS territoire_code, unnest(string_split(regroupement, '|')) AS membre FROM ref.ndls_groupe
),
parts_des_groupes AS (
  SELECT totaux.edition_id, totaux.statut_resultat, 'GROUPE' AS total_code, parts.valeur_publiee
  FROM totaux
  JOIN groupes USING (territoire_code)
  JOIN chiffres AS parts
    ON parts.territoire_code = groupes.membre
    AND parts.date_nuit = totaux.date_nuit
    AND parts.statut_resultat = totaux.statut_resultat
    AND parts.indicateur = totaux.indicateur
    AND parts.type_lieu = 'TOTAL'
  WHERE totaux.indicateur = 'personnes_decomptees'
),
sommes AS (
  SELECT edition_id, statut_resultat, total_code, sum(valeur_publiee) AS somme, count(*) AS nb_parts
  FROM (
    SELECT * FROM parts_des_totaux
    UNION ALL
    SELECT * FROM parts_des_agregats
    UNION ALL
    SELECT * FROM parts_des_groupes
  )
  GROUP BY ALL
  HAVING count(*) >= 2
),
situees AS (
  SELECT
    sommes.*,
    total.niveau,
    total.territoire_code,
    total.date_nuit,
    total.date_nuit_precision,
    total.valeur_publiee AS total,
    total.source_url,
    total.valeur_publiee - sommes.somme AS ecart
  FROM sommes
  JOIN chiffres AS total
    ON total.edition_id = sommes.edition_id
    AND total.statut_resultat = sommes.statut_resultat
    AND total.type_lieu = CASE WHEN starts_with(sommes.total_code, 'AGR_') THEN sommes.total_code ELSE 'TOTAL' END
    AND total.indicateur = CASE WHEN sommes.total_code IN ('total_publie', 'personnes_sans_domicile_total') THEN sommes.total_code ELSE 'personnes_decomptees' END
),
jugees AS (
  SELECT
    situees.*,
    CASE
      WHEN situees.ecart = 0 THEN 'JUSTE'
      WHEN situees.ecart < 0 OR declare.code IS NOT NULL THEN 'INCOHERENT'
      ELSE 'NON_VENTILE'
    END AS verdict_somme
  FROM situees
  LEFT JOIN ref.ndls_ecart_declare AS declare ON declare.code = situees.edition_id || '|' || situees.statut_resultat || '|' || situees.total_code
)
SELECT
  jugees.edition_id,
  jugees.statut_resultat,
  jugees.total_code,
  coalesce(lieu.libelle, indicateur.libelle, 'Total du groupe de territoires') AS total_libelle,
  jugees.niveau,
  jugees.territoire_code,
  jugees.date_nuit,
  jugees.date_nuit_precision,
  jugees.total,
  jugees.somme,
  jugees.ecart,
  jugees.nb_parts::INTEGER AS nb_parts,
  jugees.verdict_somme,
  verdict.libelle AS verdict_somme_libelle,
  jugees.source_url
FROM jugees
JOIN ref.ndls_verdict_somme AS verdict ON verdict.code = jugees.verdict_somme
LEFT JOIN ref.ndls_type_lieu AS lieu ON lieu.code = jugees.total_code
LEFT JOIN ref.ndls_indicateur AS indicateur ON indicateur.code = jugees.total_code
