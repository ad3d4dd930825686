-- Ménages connus des SIAO.
-- Grain : un SIAO, un ménage, une composition.
-- Définition : la dernière extraction qui porte cette composition l’emporte ; un ménage effacé depuis par le SIAO garde la
-- sienne.
-- Source : contrat lake.siao_menage.
SELECT
  siao_dep,
  cle_menage,
  date_debut_validite,
  date_extraction,
  type_fiche,
  composition_code,
  nb_personnes_menage,
  nb_adultes_menage,
  nb_mineurs_menage
FROM lake.siao_menage
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_menage, date_debut_validite ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
