-- entree core.siao_comparaisons
SELECT 'Z11' AS siao_dep, 'Z12' AS siao_compare, '2024' AS periode, false AS est_comparable, 'CHANGEMENT' AS motif_comparaison, 'Pratique changée dans l’année.' AS motif_comparaison_libelle
-- attendu
SELECT 'DEP' AS niveau, 'Z11' AS territoire_code, 'Z12' AS territoire_compare, '2024' AS periode, false AS est_comparable, 'CHANGEMENT' AS motif_comparaison,
  'Pratique changée dans l’année.' AS motif_comparaison_libelle
