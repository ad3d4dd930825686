-- Communes et arrondissements municipaux de chaque millésime : département, région, EPCI, population.
-- Grain : un millésime et un code de commune ou d’arrondissement municipal.
-- Définition : un arrondissement municipal est une partie de sa commune, jamais ajoutée à elle ; un EPCI vide dit que sa
-- composition n’est pas connue à ce millésime, ou que la commune n’est dans aucun.
-- Source : Insee (COG, communes depuis 1943, populations légales), DGCL (EPCI) ; à défaut l’extrait livré.
WITH cog_commune AS (
  SELECT * FROM staging.cog_commune WHERE type_commune IN ('COM', 'ARM') AND NOT est_extrait
),
annees AS (
  SELECT annee::INTEGER AS millesime_cog
  FROM (SELECT max(year(date_debut)) AS derniere FROM staging.cog_historique) AS connues
  CROSS JOIN LATERAL unnest(generate_series(2019, connues.derniere)) AS t(annee)
),
-- une liste publiée pour l’année fait foi ; les autres années se lisent dans l’historique
historique AS (
  SELECT
    annees.millesime_cog,
    coalesce(passe.type_commune, 'COM') AS type_commune,
    passe.commune_code,
    passe.commune_libelle
  FROM annees
  JOIN staging.cog_historique AS passe
    ON passe.date_debut <= make_date(annees.millesime_cog, 1, 1)
    AND (passe.date_fin IS NULL OR passe.date_fin > make_date(annees.millesime_cog, 1, 1))
  WHERE annees.millesime_cog NOT IN (SELECT millesime_cog FROM cog_commune)
),
-- l’extrait porte les noms de l’année suivante : il ne sert que là où rien d’autre ne dit les communes
extrait AS (
  SELECT millesime_cog, type_commune, commune_code, commune_libelle, departement_code, commune_parente
  FROM staging.cog_commune
  WHERE type_commune IN ('COM', 'ARM')
    AND est_extrait
    AND (region_code IS NULL OR millesime_cog NOT IN (SELECT millesime_cog FROM historique))
    AND (millesime_cog, commune_code) NOT IN (SELECT (millesime_cog, commune_code) FROM historique)
),
outremer AS (
  SELECT millesime_cog, commune_code, commune_libelle, collectivite_code, pop_municipale
  FROM staging.cog_outremer
),
listes AS (
  SELECT millesime_cog, type_commune, commune_code, commune_libelle, departement_code, commune_parente FROM cog_commune
  UNION ALL
  SELECT millesime_cog, type_commune, commune_code, commune_libelle, NULL, NULL FROM historique
  UNION ALL
  SELECT millesime_cog, type_commune, commune_code, commune_libelle, departement_code, commune_parente FROM extrait
  UNION ALL
  SELECT millesime_cog, 'COM', commune_code, commune_libelle, collectivite_code, NULL
  FROM outremer
  WHERE (millesime_cog, commune_code) NOT IN (SELECT (millesime_cog, commune_code) FROM cog_commune)
    AND (millesime_cog, commune_code) NOT IN (SELECT (millesime_cog, commune_code) FROM historique)
    AND (millesime_cog, commune_code) NOT IN (SELECT (millesime_cog, commune_code) FROM extrait)
),
situees AS (
  SELECT
    millesime_cog,
    type_commune,
    commune_code,
    commune_libelle,
    coalesce(
      departement_code,
      left(commune_code, CASE WHEN left(commune_code, 2) IN ('97', '98') OR starts_with(commune_code, 'Z') THEN 3 ELSE 2 END)
    ) AS departement_code,
    CASE
      WHEN type_commune = 'ARM' THEN
        coalesce(commune_parente, CASE left(commune_code, 2) WHEN '75' THEN '75056' WHEN '69' THEN '69123' ELSE '13055' END)
    END AS commune_parente
  FROM listes
),
regions AS (
  SELECT millesime_cog, departement_code, region_code FROM staging.cog_departement
),
groupements AS (
  SELECT
    millesime_cog,
    commune_code,
    max(epci_code) FILTER (epci_nature <> 'EPT') AS epci_code,
    max(epci_libelle) FILTER (epci_nature <> 'EPT') AS epci_libelle,
    max(epci_code) FILTER (epci_nature = 'EPT') AS ept_code,
    max(epci_libelle) FILTER (epci_nature = 'EPT') AS ept_libelle,
    max(pop_municipale) AS pop_municipale
  FROM staging.epci_commune
  GROUP BY millesime_cog, commune_code
),
-- la population publiée pour le millésime, puis celle de la liste des EPCI, puis celle de l’extrait
populations AS (
  SELECT millesime_cog, commune_code, pop_municipale, millesime_cog AS millesime_population, 1 AS rang
  FROM staging.population_commune
  UNION ALL
  SELECT millesime_cog, commune_code, pop_municipale, millesime_cog, 2 FROM groupements
  UNION ALL
  SELECT millesime_cog, commune_code, pop_municipale, millesime_cog, 3 FROM outremer
  UNION ALL
  SELECT millesime_cog, commune_code, pop_municipale, millesime_population, 4 FROM ref.communes
),
population AS (
  SELECT
    millesime_cog,
    commune_code,
    arg_min(pop_municipale, rang) AS pop_municipale,
    arg_min(millesime_population, rang) FILTER (pop_municipale IS NOT NULL) AS millesime_population
  FROM populations
  GROUP BY millesime_cog, commune_code
),
-- Paris, Lyon et Marseille ne sont publiés que par arrondissement dans les populations légales
villes AS (
  SELECT situees.millesime_cog, situees.commune_parente AS commune_code, sum(population.pop_municipale)::INTEGER AS pop_municipale
  FROM situees
  JOIN population USING (millesime_cog, commune_code)
  WHERE situees.commune_parente IS NOT NULL
  GROUP BY ALL
)
SELECT
  situees.millesime_cog,
  situees.commune_code,
  situees.type_commune,
  situees.commune_libelle,
  situees.departement_code,
  coalesce(regions.region_code, departement.region_code) AS region_code,
  groupements.epci_code,
  groupements.epci_libelle,
  groupements.ept_code,
  groupements.ept_libelle,
  situees.commune_parente,
  coalesce(population.pop_municipale, villes.pop_municipale) AS pop_municipale,
  CASE
    WHEN population.pop_municipale IS NOT NULL THEN population.millesime_population
    WHEN villes.pop_municipale IS NOT NULL THEN situees.millesime_cog
  END AS millesime_population
FROM situees
LEFT JOIN regions ON regions.millesime_cog = situees.millesime_cog AND regions.departement_code = situees.departement_code
LEFT JOIN ref.departement AS departement ON departement.code = situees.departement_code
LEFT JOIN groupements
  ON groupements.millesime_cog = situees.millesime_cog
  AND groupements.commune_code = coalesce(situees.commune_parente, situees.commune_code)
LEFT JOIN population ON population.millesime_cog = situees.millesime_cog AND population.commune_code = situees.commune_code
LEFT JOIN villes ON villes.millesime_cog = situees.millesime_cog AND villes.commune_code = situees.commune_code
