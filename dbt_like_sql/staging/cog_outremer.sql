-- Communes des collectivités d’outre-mer, qui ne sont dans aucun département.
-- Grain : un millésime et une commune.
-- Source : contrat lake.cog_outremer.
SELECT millesime_cog, commune_code, commune_libelle, collectivite_code, pop_municipale
FROM lake.cog_outremer
