-- Demandes d’insertion.
-- Grain : un SIAO, une demande.
-- Définition : le dernier état connu ; une demande effacée depuis par le SIAO garde le sien.
-- Ce qui précède l’horizon d’un effacement ne vient que des fichiers qu’il a traités (décision 0021).
-- Source : contrat lake.siao_demande_insertion, ref.effacements.
SELECT
  siao_dep,
  cle_demande,
  date_extraction,
  cle_menage,
  date_transmission,
  statut,
  situation_code,
  type_etablissement_preconise,
  date_orientation,
  date_admission,
  date_cloture
FROM lake.siao_demande_insertion
LEFT JOIN ref.effacements AS e USING (siao_dep)
WHERE e.siao_dep IS NULL OR coalesce(greatest(date_transmission, date_orientation, date_admission, date_cloture), date_extraction) >= e.horizon OR list_contains(e.fichiers, fichier_sha256)
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_demande ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
