-- Ce qui se compare entre deux nuits d’un même territoire, et pourquoi le reste ne se compare pas.
-- Grain : un territoire, deux éditions, la plus ancienne d’abord.
-- Définition : la règle unique de comparaison (NDLS-R1, R2, R5, R7, C6). Deux totaux se comparent à unité, périmètre
-- déclaré, éléments couverts, saison et version du résultat égaux ; le premier motif qui manque est dit. Sinon, deux
-- éditions reçues dans le détail ont un périmètre constant : les secteurs parcourus en entier les deux nuits, et les lieux
-- que les deux périmètres regardent. Aucune évolution en % si l’unité, la saison ou la version diffèrent, ni sous 20.
-- Source : core.nuits_editions_connues, core.ndls_lignes, core.ndls_lieux_declares ; nomenclature ndls_motif_comparaison.
WITH editions AS (
  SELECT * FROM core.nuits_editions_connues
),
secteurs AS (
  SELECT DISTINCT edition_id, secteur_id FROM core.ndls_lignes WHERE couverture = 'COUVERT'
),
parcourus AS (
  SELECT edition_id, count(*) AS nb_secteurs FROM secteurs GROUP BY ALL
),
communs AS (
  SELECT avant.edition_id AS edition_avant, apres.edition_id AS edition_apres, count(*) AS nb_secteurs_communs
  FROM secteurs AS avant
  JOIN secteurs AS apres ON apres.secteur_id = avant.secteur_id AND apres.edition_id > avant.edition_id
  GROUP BY ALL
),
lieux AS (
  SELECT avant.edition_id AS edition_avant, apres.edition_id AS edition_apres, count(*) AS nb_lieux_communs
  FROM core.ndls_lieux_declares AS avant
  JOIN core.ndls_lieux_declares AS apres ON apres.type_lieu = avant.type_lieu AND apres.edition_id > avant.edition_id
  GROUP BY ALL
),
paires AS (
  SELECT
    apres.niveau,
    apres.territoire_code,
    avant.edition_id AS edition_avant,
    apres.edition_id AS edition_apres,
    avant.date_nuit AS date_avant,
    apres.date_nuit AS date_apres,
    row_number() OVER (PARTITION BY apres.edition_id ORDER BY avant.date_nuit DESC, avant.edition_id DESC) = 1 AS est_precedente,
    avant.unite <> apres.unite AS unite_differe,
    coalesce(avant.statut_resultat <> apres.statut_resultat, true) AS version_differe,
    'SAISON' IN (coalesce(avant.motif_isolement, ''), coalesce(apres.motif_isolement, '')) AS saison_differe,
    coalesce(avant.perimetre_code <> apres.perimetre_code, true)
      OR 'PERIMETRE' IN (coalesce(avant.motif_isolement, ''), coalesce(apres.motif_isolement, '')) AS perimetre_differe,
    -- des éléments connus pour une seule des deux éditions ne prouvent pas qu’ils sont les mêmes
    avant.elements_couverts IS DISTINCT FROM apres.elements_couverts AS elements_different,
    least(avant.total, apres.total) < 20 AS est_petit,
    avant.est_detaille AND apres.est_detaille AND coalesce(lieux.nb_lieux_communs, 0) > 0 AND coalesce(communs.nb_secteurs_communs, 0) > 0 AS est_perimetre_constant,
    coalesce(communs.nb_secteurs_communs, 0) AS nb_secteurs_communs,
    coalesce(avant_parcourus.nb_secteurs, 0) AS nb_secteurs_avant,
    coalesce(apres_parcourus.nb_secteurs, 0) AS nb_secteurs_apres,
    coalesce(lieux.nb_lieux_communs, 0) AS nb_lieux_communs
  FROM editions AS apres
  JOIN editions AS avant
    ON avant.niveau = apres.niveau
    AND avant.territoire_code = apres.territoire_code
    AND (avant.date_nuit, avant.edition_id) < (apres.date_nuit, apres.edition_id)
  LEFT JOIN communs ON communs.edition_avant = avant.edition_id AND communs.edition_apres = apres.edition_id
  LEFT JOIN lieux ON lieux.edition_avant = avant.edition_id AND lieux.edition_apres = apres.edition_id
  LEFT JOIN parcourus AS avant_parcourus ON avant_parcourus.edition_id = avant.edition_id
  LEFT JOIN parcourus AS apres_parcourus ON apres_parcourus.edition_id = apres.edition_id
),
jugees AS (
  SELECT
    *,
    CASE
      WHEN unite_differe THEN 'UNITE'
      WHEN perimetre_differe THEN 'PERIMETRE'
      WHEN elements_different THEN 'ELEMENTS'
      WHEN saison_differe THEN 'SAISON'
      WHEN version_differe THEN 'VERSION'
      WHEN est_petit THEN 'PETIT'
      ELSE 'COMPARABLE'
    END AS motif_comparaison
  FROM paires
)
SELECT
  jugees.niveau,
  jugees.territoire_code,
  jugees.edition_avant,
  jugees.edition_apres,
  jugees.date_avant,
  jugees.date_apres,
  jugees.est_precedente,
  jugees.motif_comparaison = 'COMPARABLE' AS est_comparable,
  jugees.motif_comparaison,
  motif.libelle AS motif_comparaison_libelle,
  jugees.est_perimetre_constant,
  jugees.est_perimetre_constant AND NOT (jugees.unite_differe OR jugees.saison_differe OR jugees.version_differe) AS est_evolution_constante,
  jugees.nb_secteurs_communs::INTEGER AS nb_secteurs_communs,
  jugees.nb_secteurs_avant::INTEGER AS nb_secteurs_avant,
  jugees.nb_secteurs_apres::INTEGER AS nb_secteurs_apres,
  jugees.nb_lieux_communs::INTEGER AS nb_lieux_communs
FROM jugees
JOIN ref.ndls_motif_comparaison AS motif ON motif.code = jugees.motif_comparaison
