-- Départements de chaque millésime.
-- Grain : un millésime et un département.
-- Source : contrat lake.cog_departement.
SELECT millesime_cog, departement_code, departement_libelle, region_code
FROM lake.cog_departement
