-- entree core.territoires
SELECT 'DEP' AS niveau, '2A' AS territoire_code, 'Corse-du-Sud' AS territoire_libelle, '2A' AS departement_code, '94' AS region_code, false AS est_fictif
-- attendu
SELECT 'DEP' AS niveau, '2A' AS territoire_code, 'Corse-du-Sud' AS territoire_libelle, '2A' AS departement_code, '94' AS region_code, false AS est_fictif
