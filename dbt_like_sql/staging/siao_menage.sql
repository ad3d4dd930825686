-- Ménages connus des SIAO.
-- Grain : un SIAO, un ménage, une composition.
-- Définition : la dernière extraction qui porte cette composition l’emporte ; un ménage effacé depuis par le SIAO garde la
-- sienne.
-- Ce qui précède l’horizon d’un effacement ne vient que des fichiers qu’il a traités (décision 0021).
-- Source : contrat lake.siao_menage, ref.effacements.
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
LEFT JOIN ref.effacements AS e USING (siao_dep)
WHERE e.siao_dep IS NULL OR date_debut_validite >= e.horizon OR list_contains(e.fichiers, fichier_sha256)
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_menage, date_debut_validite ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
