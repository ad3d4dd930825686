-- Séjours en hébergement ou en logement adapté.
-- Grain : un SIAO, un séjour.
-- Définition : le dernier état connu ; un séjour effacé depuis par le SIAO garde le sien.
-- Ce qui précède l’horizon d’un effacement ne vient que des fichiers qu’il a traités (décision 0021).
-- Source : contrat lake.siao_prise_en_charge, ref.effacements.
SELECT
  siao_dep,
  cle_sejour,
  date_extraction,
  cle_fiche,
  cle_menage,
  etablissement_finess,
  type_etablissement_code,
  type_place_code,
  est_hotel,
  date_entree,
  date_sortie,
  situation_sortie_code
FROM lake.siao_prise_en_charge
LEFT JOIN ref.effacements AS e USING (siao_dep)
WHERE e.siao_dep IS NULL OR coalesce(date_sortie, date_extraction) >= e.horizon OR list_contains(e.fichiers, fichier_sha256)
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_sejour ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
