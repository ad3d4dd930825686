-- Communes de chaque millésime : les listes de l’Insee, et à défaut l’extrait livré avec le logiciel.
-- Grain : un millésime, un type et un code de commune.
-- Source : contrat lake.cog_commune ; extrait de @etalab/decoupage-administratif (nomenclatures/communes.parquet).
SELECT
  millesime_cog,
  type_commune,
  commune_code,
  commune_libelle,
  departement_code,
  region_code,
  commune_parente,
  false AS est_extrait
FROM lake.cog_commune
UNION ALL
SELECT
  millesime_cog,
  type_commune,
  commune_code,
  commune_libelle,
  departement_code,
  region_code,
  commune_parente,
  true
FROM ref.communes
WHERE millesime_cog NOT IN (SELECT millesime_cog FROM lake.cog_commune)
