-- Demandes d’hébergement au 115, pourvues ou non.
-- Grain : un territoire (département ou région), un mois, un périmètre (STOCK : toutes ; FLUX : nouvelles ; RENOUVELLEMENT ; INCONNU : l’un ou l’autre), une
-- réponse.
-- Définition : indicateurs I6a et I7a ; demandes annulées ou en attente : neutres. Une région est
-- la somme de ses départements.
-- Source : core.siao_demandes_comptees, core.siao_mois, core.siao_libelles.
WITH demandes AS (
  SELECT
    t.niveau,
    t.territoire_code,
    t.siao_source,
    t.mois,
    CASE est_renouvellement WHEN true THEN 'RENOUVELLEMENT' WHEN false THEN 'FLUX' ELSE 'INCONNU' END AS perimetre_demandes,
    CASE WHEN est_pourvue THEN 'POURVUE' ELSE 'NON_POURVUE' END AS reponse_demande,
    sum(nb_demandes) AS nb
  FROM core.siao_demandes_comptees
  JOIN core.siao_mois AS t USING (siao_dep, mois)
  GROUP BY ALL
)
SELECT
  d.siao_source || ':' || strftime(d.mois, '%Y-%m') AS siao_periode,
  d.niveau,
  d.territoire_code,
  strftime(d.mois, '%Y-%m') AS periode,
  d.mois AS periode_debut,
  p.code AS perimetre_demandes,
  p.libelle AS perimetre_demandes_libelle,
  r.code AS reponse_demande,
  r.libelle AS reponse_demande_libelle,
  coalesce(sum(d.nb) FILTER (WHERE p.code IN ('STOCK', d.perimetre_demandes) AND r.code IN ('TOTAL', d.reponse_demande)), 0)::INTEGER AS nb_demandes,
  CASE
    WHEN coalesce(sum(d.nb) FILTER (WHERE p.code IN ('STOCK', d.perimetre_demandes) AND r.code IN ('TOTAL', d.reponse_demande)), 0) = 0 THEN 'ZERO'
    ELSE 'PUBLIE'
  END AS statut_valeur
FROM demandes AS d
JOIN core.siao_libelles AS p ON p.liste = 'siao_perimetre_demandes'
JOIN core.siao_libelles AS r ON r.liste = 'siao_reponse_demande' AND r.regroupement IS NULL
GROUP BY ALL
