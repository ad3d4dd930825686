-- entree lake.cog_mouvement
SELECT '32' AS type_evenement, DATE '2017-01-01' AS date_evenement, 'COM' AS type_avant, '27647' AS code_avant, 'Tosny' AS libelle_avant, 'COM' AS type_apres, '27676' AS code_apres, 'Les Trois Lacs' AS libelle_apres, 'abc' AS fichier_sha256
-- attendu
SELECT '32' AS type_evenement, DATE '2017-01-01' AS date_evenement, 'COM' AS type_avant, '27647' AS code_avant, 'Tosny' AS libelle_avant, 'COM' AS type_apres, '27676' AS code_apres, 'Les Trois Lacs' AS libelle_apres
