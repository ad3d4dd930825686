-- Communes et arrondissements municipaux de chaque millésime, avec leur EPCI et leur population.
-- Grain : un millésime et un code de commune ou d’arrondissement municipal.
-- Définition : de la nature de la publication, réelle ou fictive, jamais des deux.
-- Source : core.communes.
SELECT
  millesime_cog,
  commune_code,
  type_commune,
  commune_libelle,
  departement_code,
  region_code,
  epci_code,
  epci_libelle,
  ept_code,
  ept_libelle,
  commune_parente,
  pop_municipale,
  millesime_population
FROM core.communes
WHERE starts_with(commune_code, 'Z') = (SELECT coalesce(bool_or(est_fictif), false) FROM core.territoires_publies)
