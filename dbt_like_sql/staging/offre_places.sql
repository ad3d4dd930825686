-- Places et logements, dernier fichier reçu de chaque date et département.
-- Grain : une date, un département de SIAO, un établissement, un lieu, un dispositif, une nature et une unité.
-- Définition : type_offre est le type sous lequel le dispositif paraît ; les places dédiées n’y sont jamais distinguées.
-- Source : contrat lake.offre_places, nomenclature offre_dispositif.
SELECT
  o.date_reference,
  o.siao_dep_prescripteur,
  o.etablissement_id,
  o.niveau,
  o.territoire_code,
  o.dispositif,
  dispositif.regroupement AS type_offre,
  o.nature_place,
  o.unite_offre,
  o.nb_places,
  o.nb_places_occupees,
  coalesce(o.nb_places_indisponibles, 0) AS nb_places_indisponibles,
  coalesce(o.est_acces_direct, false) AS est_acces_direct
FROM lake.offre_places AS o
JOIN ref.offre_dispositif AS dispositif ON dispositif.code = o.dispositif
QUALIFY o.fichier_sha256 = first_value(o.fichier_sha256) OVER (
  PARTITION BY o.siao_dep_prescripteur, o.date_reference, o.nature_place ORDER BY o.date_reception DESC, o.fichier_sha256
)
