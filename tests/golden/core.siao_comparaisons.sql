-- entree ref.siao_pratique
SELECT code, libelle FROM (VALUES ('DEMANDE', 'Ce qui compte pour une demande'), ('RENOUVELLEMENT', 'Renouvellements')) AS v(code, libelle)
-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z11', '2022-06-01', '2025-03-01'), ('Z12', '2023-01-01', '2025-01-01'), ('Z13', '2024-01-01', '2025-01-01'), ('Z21', '2024-01-01', '2024-12-01'),
  ('Z22', '2024-01-01', '2025-01-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_pratiques
SELECT siao_dep, pratique, pratique_libelle, pratique_modalite, pratique_debut::DATE AS pratique_debut, pratique_fin::DATE AS pratique_fin
FROM (VALUES
  ('Z11', 'DEMANDE', 'Ce qui compte pour une demande', 'DEMANDE_MENAGE', '2019-01-01', NULL),
  ('Z11', 'RENOUVELLEMENT', 'Renouvellements', 'RENOUVELLEMENT_A_PART', '2019-01-01', NULL),
  ('Z12', 'DEMANDE', 'Ce qui compte pour une demande', 'DEMANDE_MENAGE', '2019-01-01', NULL),
  ('Z12', 'RENOUVELLEMENT', 'Renouvellements', 'RENOUVELLEMENT_A_PART', '2019-01-01', '2024-05-31'),
  ('Z12', 'RENOUVELLEMENT', 'Renouvellements', 'RENOUVELLEMENT_NON', '2024-06-01', NULL),
  ('Z13', 'DEMANDE', 'Ce qui compte pour une demande', 'DEMANDE_PERSONNE', '2019-01-01', NULL),
  ('Z13', 'RENOUVELLEMENT', 'Renouvellements', 'RENOUVELLEMENT_A_PART', '2024-02-01', NULL),
  ('Z22', 'DEMANDE', 'Ce qui compte pour une demande', 'DEMANDE_MENAGE', '2024-01-01', NULL),
  ('Z22', 'RENOUVELLEMENT', 'Renouvellements', 'NON_DECLAREE', '2024-01-01', NULL)
) AS v(siao_dep, pratique, pratique_libelle, pratique_modalite, pratique_debut, pratique_fin)
-- attendu
SELECT siao_dep, siao_compare, periode, est_comparable, motif_comparaison, replace(motif_comparaison_libelle, '~', chr(160)) AS motif_comparaison_libelle
FROM (VALUES
  ('Z11', 'Z12', '2023', true, 'COMPARABLE', 'Mêmes pratiques déclarées, toute l’année.'),
  ('Z11', 'Z12', '2024', false, 'CHANGEMENT', 'Pratique changée dans l’année~: renouvellements.'),
  ('Z11', 'Z13', '2024', false, 'DIFFERENTE', 'Pratiques déclarées différentes~: ce qui compte pour une demande.'),
  ('Z11', 'Z22', '2024', false, 'INCONNUE', 'Pratiques non déclarées par l’un des deux SIAO~: renouvellements.'),
  ('Z12', 'Z13', '2024', false, 'DIFFERENTE', 'Pratiques déclarées différentes~: ce qui compte pour une demande.'),
  ('Z12', 'Z22', '2024', false, 'CHANGEMENT', 'Pratique changée dans l’année~: renouvellements.'),
  ('Z13', 'Z22', '2024', false, 'DIFFERENTE', 'Pratiques déclarées différentes~: ce qui compte pour une demande.')
) AS v(siao_dep, siao_compare, periode, est_comparable, motif_comparaison, motif_comparaison_libelle)
