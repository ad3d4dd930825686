-- entree extraits.presences
SELECT cle_personne, mois::DATE AS mois
FROM (VALUES ('p-1', '2024-02-01'), ('p-1', '2024-03-01'), ('p-2', '2024-02-01'), ('p-3', '2024-02-01')) AS v(cle_personne, mois)
-- entree staging.siao_personne
SELECT siao_dep, cle_fiche, cle_menage, cle_personne_centrale, date_situation::DATE AS date_situation, sexe, classe_age
FROM (VALUES
  ('Z12', 'f-1', 'm-0', 'p-1', '2023-05-01', 'F', '18_24'),
  ('Z12', 'f-1', 'm-1', 'p-1', '2024-01-10', 'F', '25_54'),
  ('Z12', 'f-1', 'm-8', 'p-1', '2024-03-01', 'H', '55_64'),
  ('Z12', 'f-2', 'm-9', 'p-2', '2024-11-01', 'H', '18_24'),
  ('Z12', 'f-2', 'm-2', 'p-2', '2024-09-01', 'AUTRE', '65_PLUS'),
  ('Z21', 'f-3', 'm-3', 'p-3', '2023-01-01', 'H', 'NR'),
  ('Z21', 'f-4', 'm-4', 'p-4', '2023-01-01', 'H', '25_54')
) AS v(siao_dep, cle_fiche, cle_menage, cle_personne_centrale, date_situation, sexe, classe_age)
-- entree staging.siao_menage
SELECT siao_dep, cle_menage, date_debut_validite::DATE AS date_debut_validite, composition_code
FROM (VALUES
  ('Z12', 'm-1', '2023-05-01', '40'),
  ('Z12', 'm-1', '2024-02-20', '20'),
  ('Z12', 'm-1', '2024-03-02', '30'),
  ('Z12', 'm-2', '2024-09-01', '100'),
  ('Z21', 'm-3', '2023-01-01', '80')
) AS v(siao_dep, cle_menage, date_debut_validite, composition_code)
-- attendu
SELECT cle_personne, foyer, sexe_large, age_large, menage_large
FROM (VALUES
  ('p-1', 'Z12m-1', 'F', '25_54', 'ISOLE'),
  ('p-2', 'Z12m-2', 'AUTRE_NR', '55_PLUS', 'FAMILLE'),
  ('p-3', 'Z21m-3', 'H', 'NR', 'AUTRE_NR')
) AS v(cle_personne, foyer, sexe_large, age_large, menage_large)
