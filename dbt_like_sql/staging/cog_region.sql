-- Régions de chaque millésime.
-- Grain : un millésime et une région.
-- Source : contrat lake.cog_region.
SELECT millesime_cog, region_code, region_libelle
FROM lake.cog_region
