-- Populations municipales en vigueur au 1er janvier de chaque millésime.
-- Grain : un millésime et une commune ou un arrondissement municipal.
-- Source : contrat lake.population_commune.
SELECT millesime_cog, commune_code, pop_municipale
FROM lake.population_commune
