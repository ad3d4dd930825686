-- entree core.siao_numeros
SELECT zone, cle_numero_unique FROM (VALUES ('Z12', 'n-1'), ('Z12', 'n-1'), ('Z12', 'n-9'), ('R11', 'n-4')) AS v(zone, cle_numero_unique)
-- entree core.attributions_menages
-- Z21 n’envoie aucun numéro ; n-1 est porté par deux ménages ; n-3 avait un logement
SELECT etat, zone, departement_code, cle_numero_unique, etape, annee, situation
FROM (VALUES
  ('ARRETE', 'Z12', 'Z12', 'n-1', 'BAIL_SIGNE', 2024, 'HEBERGES'),
  ('REVISE', 'Z12', 'Z12', 'n-1', 'BAIL_SIGNE', 2024, 'HEBERGES'),
  ('ARRETE', 'Z12', 'Z12', 'n-1', 'RADIATION', 2024, 'HEBERGES'),
  ('ARRETE', 'Z12', 'Z12', 'n-2', 'BAIL_SIGNE', 2024, 'SANS_ABRI'),
  ('ARRETE', 'Z12', 'Z12', 'n-3', 'BAIL_SIGNE', 2024, 'AUTRE'),
  ('ARRETE', 'Z12', 'Z12', 'n-5', 'BAIL_SIGNE', 2023, 'SANS_ABRI'),
  ('ARRETE', 'Z21', 'Z21', 'n-1', 'BAIL_SIGNE', 2024, 'HEBERGES'),
  ('ARRETE', 'R11', '93', 'n-4', 'BAIL_SIGNE', 2024, 'SANS_ABRI')
) AS v(etat, zone, departement_code, cle_numero_unique, etape, annee, situation)
-- attendu
SELECT departement_code, annee, nb_baux_relies
FROM (VALUES ('Z12', 2024, 1), ('Z12', 2023, 0), ('93', 2024, 1)) AS v(departement_code, annee, nb_baux_relies)
