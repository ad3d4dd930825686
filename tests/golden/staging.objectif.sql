-- entree lake.objectif
SELECT * FROM (VALUES
  ('RELOGEMENT_PERSONNES', 'DEP', 'Z11', 2025, 400.0, 'Instruction', 'https://exemple.invalid/1', DATE '2025-02-01', 'a'),
  ('RELOGEMENT_PERSONNES', 'DEP', 'Z11', 2025, 420.0, 'Instruction corrigée', 'https://exemple.invalid/2', DATE '2025-03-01', 'b'),
  ('PART_ATTRIBUTIONS', 'DEP', 'Z11', 2025, 6.0, 'Instruction', 'https://exemple.invalid/1', DATE '2025-02-01', 'a')
) AS v(objectif_indicateur, niveau, territoire_code, annee, valeur_objectif, source_titre, source_url, date_reception, fichier_sha256)
-- attendu
SELECT * FROM (VALUES
  ('RELOGEMENT_PERSONNES', 'DEP', 'Z11', 2025, 420.0, 'Instruction corrigée', 'https://exemple.invalid/2'),
  ('PART_ATTRIBUTIONS', 'DEP', 'Z11', 2025, 6.0, 'Instruction', 'https://exemple.invalid/1')
) AS v(objectif_indicateur, niveau, territoire_code, annee, valeur_objectif, source_titre, source_url)
