-- Chiffres des Nuits de la Solidarité, intitulés et résultat retenu.
-- Grain : une édition, un indicateur, un lieu, une version du résultat.
-- Définition : le résultat définitif est retenu s’il existe, sinon le provisoire (règle C6).
-- Source : staging.ndls_chiffres_publies ; nomenclatures ndls_indicateur, ndls_type_lieu, ndls_perimetre.
WITH chiffres AS (
  SELECT * FROM staging.ndls_chiffres_publies
)
SELECT
  chiffres.edition_id,
  chiffres.indicateur,
  chiffres.type_lieu,
  chiffres.statut_resultat,
  indicateur.libelle AS indicateur_libelle,
  chiffres.niveau,
  chiffres.territoire_code,
  chiffres.date_nuit,
  chiffres.date_nuit_precision,
  type_lieu.libelle AS type_lieu_libelle,
  chiffres.valeur_publiee,
  chiffres.unite,
  chiffres.perimetre_code,
  perimetre.libelle AS perimetre_libelle,
  row_number() OVER (
    PARTITION BY chiffres.edition_id, chiffres.indicateur, chiffres.type_lieu
    ORDER BY chiffres.statut_resultat = 'DEFINITIF' DESC
  ) = 1 AS est_retenu,
  chiffres.statut_motif,
  chiffres.source_titre,
  chiffres.source_url,
  chiffres.note
FROM chiffres
LEFT JOIN ref.ndls_indicateur AS indicateur ON indicateur.code = chiffres.indicateur
LEFT JOIN ref.ndls_type_lieu AS type_lieu ON type_lieu.code = chiffres.type_lieu
LEFT JOIN ref.ndls_perimetre AS perimetre ON perimetre.code = chiffres.perimetre_code
