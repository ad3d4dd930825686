-- Demandes d’insertion.
-- Grain : un SIAO, une demande.
-- Définition : le dernier état connu ; une demande effacée depuis par le SIAO garde le sien. zone est celle où un numéro unique est
-- unique : R11 en Île-de-France, sinon le département (CCH L441-2-1), comme dans staging.sne_attribution.
-- Ce qui précède l’horizon d’un effacement ne vient que des fichiers qu’il a traités (décision 0021).
-- Source : contrat lake.siao_demande_insertion, ref.effacements ; nomenclature departement.
SELECT
  siao_dep,
  CASE WHEN dep.region_code = '11' THEN 'R11' ELSE siao_dep END AS zone,
  cle_demande,
  date_extraction,
  cle_menage,
  date_transmission,
  statut,
  situation_code,
  type_etablissement_preconise,
  date_orientation,
  date_admission,
  date_cloture,
  string_split(cles_numero_unique, ' ') AS cles_numero_unique,
  coalesce(nb_numeros_illisibles, 0) AS nb_numeros_illisibles
FROM lake.siao_demande_insertion
LEFT JOIN ref.departement AS dep ON dep.code = siao_dep
LEFT JOIN ref.effacements AS e USING (siao_dep)
WHERE e.siao_dep IS NULL OR coalesce(greatest(date_transmission, date_orientation, date_admission, date_cloture), date_extraction) >= e.horizon OR list_contains(e.fichiers, fichier_sha256)
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_demande ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
