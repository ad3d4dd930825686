-- Ce que le décompte manque : secteurs non parcourus, personnes non vues. Jamais à la place du décompte.
-- Grain : une édition détaillée dont l’organisateur accepte les estimations, une méthode.
-- Définition : indicateur I18. COUVERTURE : moyenne des secteurs parcourus de chaque strate fixée avant la nuit, unités
-- certaines à part. DETECTION : personnes comptées dans les secteurs parcourus en entier, les lieux et les strates où des
-- témoins étaient postés, corrigées de la part des témoins comptés. Une méthode qui ne s’applique pas dit pourquoi.
-- Source : core.ndls_editions, core.ndls_lignes, staging.ndls_temoins ; nomenclature ndls_methode_estimation.
WITH editions AS (
  SELECT * FROM core.ndls_editions WHERE est_detaille AND estimations_publiables AND unite = 'PERSONNE'
),
lignes AS (
  SELECT lignes.* FROM core.ndls_lignes AS lignes SEMI JOIN editions USING (edition_id)
),
couverture AS (
  SELECT
    edition_id,
    sum(nb_personnes)::INTEGER AS nb_observe,
    estimer_couverture(list({'secteur': secteur_id, 'strate': strate, 'couverture': couverture, 'nb': nb_personnes} ORDER BY secteur_id, type_lieu, compteur)) AS resultat
  FROM lignes
  GROUP BY ALL
),
temoins AS (
  SELECT
    edition_id,
    type_lieu,
    coalesce(strate, 'NR') AS strate,
    count(*) FILTER (WHERE resultat_temoin IN ('COMPTE', 'VU_NON_COMPTE', 'NON_VU')) AS nb_valides,
    count(*) FILTER (WHERE resultat_temoin = 'COMPTE') AS nb_comptes
  FROM staging.ndls_temoins
  SEMI JOIN editions USING (edition_id)
  GROUP BY ALL
),
postes AS (
  SELECT edition_id, sum(nb_valides)::INTEGER AS nb_valides, sum(nb_comptes)::INTEGER AS nb_comptes FROM temoins GROUP BY ALL
),
vus AS (
  SELECT
    lignes.edition_id,
    sum(lignes.nb_personnes)::INTEGER AS nb_observe,
    list(lignes.nb_personnes ORDER BY lignes.secteur_id, lignes.type_lieu, lignes.compteur) AS personnes,
    list(lignes.nb_groupes ORDER BY lignes.secteur_id, lignes.type_lieu, lignes.compteur) AS groupes
  FROM lignes
  SEMI JOIN temoins ON temoins.edition_id = lignes.edition_id AND temoins.type_lieu = lignes.type_lieu
    AND temoins.strate = lignes.strate AND temoins.nb_valides > 0
  WHERE lignes.couverture = 'COUVERT'
  GROUP BY ALL
),
detection AS (
  SELECT
    postes.edition_id,
    coalesce(vus.nb_observe, 0) AS nb_observe,
    postes.nb_valides,
    postes.nb_comptes,
    estimer_detection(postes.nb_valides, postes.nb_comptes, coalesce(vus.personnes, []), coalesce(vus.groupes, [])) AS resultat
  FROM postes
  LEFT JOIN vus USING (edition_id)
),
reunies AS (
  SELECT edition_id, 'COUVERTURE' AS methode, nb_observe, NULL::INTEGER AS nb_temoins_valides, NULL::INTEGER AS nb_temoins_comptes, resultat FROM couverture
  UNION ALL
  SELECT edition_id, 'DETECTION', nb_observe, nb_valides, nb_comptes, resultat FROM detection
  UNION ALL
  SELECT
    edition_id,
    'DETECTION',
    NULL,
    NULL,
    NULL,
    {
      'valeur': NULL,
      'bas': NULL,
      'haut': NULL,
      'motif': 'Aucun témoin n’a été posté : ce que les équipes n’ont pas vu là où elles sont passées reste inconnu.'
    }
  FROM couverture
  WHERE edition_id NOT IN (SELECT edition_id FROM postes)
)
SELECT
  editions.edition_id,
  editions.niveau,
  editions.territoire_code,
  editions.date_nuit,
  reunies.methode AS methode_estimation,
  methode.libelle AS methode_estimation_libelle,
  reunies.nb_observe,
  reunies.nb_temoins_valides,
  reunies.nb_temoins_comptes,
  reunies.resultat.valeur AS estimation,
  reunies.resultat.bas AS borne_basse,
  reunies.resultat.haut AS borne_haute,
  reunies.resultat.motif AS motif_estimation
FROM reunies
JOIN editions USING (edition_id)
JOIN ref.ndls_methode_estimation AS methode ON methode.code = reunies.methode
