-- Décompte de deux nuits sur leur périmètre constant.
-- Grain : un territoire, deux nuits qui se suivent.
-- Définition : les bornes sont élargies au multiple de 5, pour que l’arrondi ne les resserre pas.
-- Source : core.nuits_evolutions.
WITH bornes AS (
  SELECT
    *,
    CASE WHEN ecart IS NOT NULL THEN (5 * floor(greatest(least(nb_avant + ecart.bas, nb_apres), 0) / 5))::INTEGER END AS nb_apres_bas,
    CASE WHEN ecart IS NOT NULL THEN (5 * ceil(greatest(nb_avant + ecart.haut, nb_apres) / 5))::INTEGER END AS nb_apres_haut
  FROM core.nuits_evolutions
)
SELECT
  edition_apres,
  edition_avant,
  niveau,
  territoire_code,
  date_avant,
  date_apres,
  nb_avant,
  CASE WHEN nb_avant IS NULL THEN 'NON_COLLECTE' WHEN nb_avant = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_apres,
  CASE WHEN nb_apres IS NULL THEN 'NON_COLLECTE' WHEN nb_apres = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_apres,
  nb_apres_bas,
  CASE WHEN nb_apres_bas IS NULL THEN 'NON_COLLECTE' WHEN nb_apres_bas = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_apres_bas,
  nb_apres_haut,
  CASE WHEN nb_apres_haut IS NULL THEN 'NON_COLLECTE' WHEN nb_apres_haut = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_apres_haut
FROM bornes
