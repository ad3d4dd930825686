-- Séjours tels que chaque extraction les disait.
-- Grain : un SIAO, un séjour, une extraction.
-- Définition : valable jusqu’à l’extraction suivante qui porte ce séjour (vide pour la dernière).
-- Ce qui précède l’horizon d’un effacement ne vient que des fichiers qu’il a traités (décision 0021).
-- Source : contrat lake.siao_prise_en_charge, ref.effacements.
WITH versions AS (
  SELECT siao_dep, cle_sejour, date_extraction, cle_fiche, date_entree, date_sortie, situation_sortie_code
  FROM lake.siao_prise_en_charge
  LEFT JOIN ref.effacements AS e USING (siao_dep)
  WHERE e.siao_dep IS NULL OR coalesce(date_sortie, date_extraction) >= e.horizon OR list_contains(e.fichiers, fichier_sha256)
  QUALIFY row_number() OVER (
    PARTITION BY siao_dep, cle_sejour, date_extraction ORDER BY date_reception DESC, fichier_sha256
  ) = 1
)
SELECT
  siao_dep,
  cle_sejour,
  date_extraction,
  lead(date_extraction) OVER (PARTITION BY siao_dep, cle_sejour ORDER BY date_extraction) AS date_extraction_suivante,
  cle_fiche,
  date_entree,
  date_sortie,
  situation_sortie_code
FROM versions
