-- entree ref.siao_pratique
SELECT code, libelle, note FROM (VALUES
  ('DEMANDE', 'Ce qui compte pour une demande', 'Appel, ménage, personne ?'),
  ('RENOUVELLEMENT', 'Renouvellements', 'Enregistrés ?')
) AS v(code, libelle, note)
-- entree core.siao_sources
SELECT 'Z21' AS siao_dep, DATE '2023-02-01' AS observe_depuis, DATE '2025-01-01' AS observe_jusqu_au
-- entree staging.siao_pratique
SELECT siao_dep, pratique, pratique_debut::DATE AS pratique_debut, pratique_fin::DATE AS pratique_fin, pratique_modalite
FROM (VALUES
  ('Z12', 'RENOUVELLEMENT', '2019-01-01', NULL, 'RENOUVELLEMENT_A_PART'),
  ('Z12', 'RENOUVELLEMENT', '2024-06-01', NULL, 'RENOUVELLEMENT_NON'),
  ('Z21', 'RENOUVELLEMENT', '2019-01-01', '2022-12-31', 'RENOUVELLEMENT_A_PART'),
  ('Z21', 'RENOUVELLEMENT', '2024-01-01', '2024-06-30', 'RENOUVELLEMENT_A_PART')
) AS v(siao_dep, pratique, pratique_debut, pratique_fin, pratique_modalite)
-- attendu
SELECT siao_dep, pratique, pratique_modalite, pratique_debut::DATE AS pratique_debut, pratique_fin::DATE AS pratique_fin, modalite_avant, est_sans_suite, question_au_siao
FROM (VALUES
  ('Z12', 'RENOUVELLEMENT', 'RENOUVELLEMENT_A_PART', '2019-01-01', '2024-05-31', NULL, false, 'Enregistrés ?'),
  ('Z12', 'RENOUVELLEMENT', 'RENOUVELLEMENT_NON', '2024-06-01', NULL, 'RENOUVELLEMENT_A_PART', false, 'Enregistrés ?'),
  ('Z21', 'DEMANDE', 'NON_DECLAREE', '2023-02-01', NULL, NULL, false, 'Appel, ménage, personne ?'),
  ('Z21', 'RENOUVELLEMENT', 'RENOUVELLEMENT_A_PART', '2019-01-01', '2022-12-31', NULL, true, 'Enregistrés ?'),
  ('Z21', 'RENOUVELLEMENT', 'RENOUVELLEMENT_A_PART', '2024-01-01', '2024-06-30', 'RENOUVELLEMENT_A_PART', true, 'Enregistrés ?')
) AS v(siao_dep, pratique, pratique_modalite, pratique_debut, pratique_fin, modalite_avant, est_sans_suite, question_au_siao)
