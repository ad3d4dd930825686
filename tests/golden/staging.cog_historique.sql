-- entree lake.cog_historique
SELECT 'COM' AS type_commune, '01003' AS commune_code, 'Amareins' AS commune_libelle, DATE '1943-01-01' AS date_debut, DATE '1974-01-01' AS date_fin, 'abc' AS fichier_sha256
-- attendu
SELECT 'COM' AS type_commune, '01003' AS commune_code, 'Amareins' AS commune_libelle, DATE '1943-01-01' AS date_debut, DATE '1974-01-01' AS date_fin
