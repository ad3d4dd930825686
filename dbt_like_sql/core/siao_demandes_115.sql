-- Demandes au 115.
-- Grain : un SIAO, une demande.
-- Définition : chaque mois d’un SIAO vient du dernier fichier reçu qui le porte (au moins 3 % de ses lignes), le plus court
-- s’il y en a deux du même jour ; les quelques demandes d’un mois voisin sont gardées si ce mois ne les a pas.
-- Source : staging.siao_demande_115, core.siao_mois_portes.
WITH principaux AS (
  SELECT *, count(*) OVER (PARTITION BY siao_dep, fichier_sha256) AS nb_mois
  FROM (
    SELECT *, nb_lignes / sum(nb_lignes) OVER (PARTITION BY siao_dep, fichier_sha256) AS part
    FROM core.siao_mois_portes
  )
  WHERE part >= 0.03
),
retenus AS (
  SELECT siao_dep, mois, fichier_sha256
  FROM principaux
  QUALIFY row_number() OVER (PARTITION BY siao_dep, mois ORDER BY date_reception DESC, nb_mois, fichier_sha256) = 1
),
-- les demandes reçues plusieurs fois, seules à départager
doubles AS (
  SELECT siao_dep, cle_demande FROM staging.siao_demande_115 GROUP BY ALL HAVING count(*) > 1
),
gardees AS NOT MATERIALIZED (
  SELECT d.*, r.fichier_sha256 = d.fichier_sha256 AS est_du_fichier_retenu
  FROM staging.siao_demande_115 AS d
  LEFT JOIN retenus AS r USING (siao_dep, mois)
  LEFT JOIN principaux AS p ON p.siao_dep = d.siao_dep AND p.mois = d.mois AND p.fichier_sha256 = d.fichier_sha256
  WHERE r.fichier_sha256 = d.fichier_sha256 OR p.fichier_sha256 IS NULL
),
departagees AS (
  SELECT *
  FROM gardees
  SEMI JOIN doubles USING (siao_dep, cle_demande)
  QUALIFY row_number() OVER (
    PARTITION BY siao_dep, cle_demande ORDER BY est_du_fichier_retenu DESC NULLS LAST, fichier_sha256
  ) = 1
),
uniques AS (
  SELECT * FROM gardees ANTI JOIN doubles USING (siao_dep, cle_demande)
  UNION ALL
  SELECT * FROM departagees
)
SELECT
  siao_dep,
  cle_demande,
  mois,
  nuit_demandee,
  date_heure_demande,
  cle_menage,
  nb_personnes_menage,
  nb_mineurs_menage,
  composition_code,
  situation_code,
  motif_code,
  commune_sollicitation_code,
  canal,
  type_demande,
  est_renouvellement,
  reponse_115,
  motif_non_pourvue,
  type_place_code,
  nb_nuits_attribuees,
  empreinte_cle
FROM uniques
