-- Communes depuis 1943, avec leurs dates de validité.
-- Grain : une commune, un nom et une période de validité.
-- Source : contrat lake.cog_historique.
SELECT type_commune, commune_code, commune_libelle, date_debut, date_fin
FROM lake.cog_historique
