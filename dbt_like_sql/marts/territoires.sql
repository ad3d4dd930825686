-- Territoires publiés.
-- Grain : un niveau et un code de territoire.
-- Source : core.territoires.
SELECT niveau, territoire_code, territoire_libelle, departement_code, region_code, est_fictif
FROM core.territoires
