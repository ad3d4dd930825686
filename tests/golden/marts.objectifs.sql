-- entree core.objectifs
SELECT * FROM (VALUES
  ('RELOGEMENT_PERSONNES', 'Personnes relogées', 'PERSONNE', 'DEP', 'Z11', 2025, 420.0, 'Instruction', 'https://exemple.invalid/2'),
  ('RELOGEMENT_PERSONNES', 'Personnes relogées', 'PERSONNE', 'DEP', 'Z99', 2025, 10.0, 'Instruction', 'https://exemple.invalid/2')
) AS v(objectif_indicateur, objectif_indicateur_libelle, unite, niveau, territoire_code, annee, valeur_objectif, source_titre, source_url)
-- entree core.territoires_publies
SELECT 'DEP' AS niveau, 'Z11' AS territoire_code
-- attendu
SELECT * FROM (VALUES
  ('RELOGEMENT_PERSONNES', 'DEP', 'Z11', 2025, 'Personnes relogées', 'PERSONNE', 420.0, 'Instruction', 'https://exemple.invalid/2')
) AS v(objectif_indicateur, niveau, territoire_code, annee, objectif_indicateur_libelle, unite, valeur_objectif, source_titre, source_url)
