-- Demandes d’insertion.
-- Grain : un SIAO, une demande.
-- Définition : le dernier état connu ; une demande effacée depuis par le SIAO garde le sien.
-- Source : contrat lake.siao_demande_insertion.
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
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_demande ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
