-- entree staging.objectif
SELECT * FROM (VALUES
  ('RELOGEMENT_PERSONNES', 'DEP', 'Z11', 2025, 420.0, 'Instruction', 'https://exemple.invalid/2'),
  ('PART_ATTRIBUTIONS', 'FR', 'ZZ', 2025, 6.0, 'Instruction', 'https://exemple.invalid/1')
) AS v(objectif_indicateur, niveau, territoire_code, annee, valeur_objectif, source_titre, source_url)
-- attendu
SELECT * FROM (VALUES
  ('RELOGEMENT_PERSONNES', 'Personnes sans domicile relogées dans le parc social dans l’année', 'PERSONNE', 'DEP', 'Z11', 2025, 420.0, 'Instruction', 'https://exemple.invalid/2'),
  ('PART_ATTRIBUTIONS', 'Part des attributions aux ménages sans domicile, DNA déduit, dans l’année', 'POURCENT', 'FR', 'ZZ', 2025, 6.0, 'Instruction', 'https://exemple.invalid/1')
) AS v(objectif_indicateur, objectif_indicateur_libelle, unite, niveau, territoire_code, annee, valeur_objectif, source_titre, source_url)
