-- entree core.siao_sources
SELECT 'Z12' AS siao_dep, DATE '2023-02-01' AS observe_depuis, DATE '2026-01-01' AS observe_jusqu_au
-- entree core.siao_numeros_annuels
SELECT siao_dep, annee, etat_numero, nb_menages
FROM (VALUES ('Z12', 2023, 'RELIE', 9), ('Z12', 2024, 'RELIE', 7), ('Z12', 2024, 'SANS_NUMERO', 12), ('Z12', 2025, 'SANS_NUMERO', 3), ('Z12', 2026, 'RELIE', 1)) AS v(siao_dep, annee, etat_numero, nb_menages)
-- entree core.siao_libelles
SELECT 'siao_etat_numero' AS liste, unnest(['TOTAL', 'NUMEROTE', 'RELIE', 'SANS_NUMERO']) AS code, unnest(['Ensemble', 'Avec', 'Relié', 'Sans']) AS libelle, unnest([NULL, NULL, 'NUMEROTE', 'AUTRE']) AS regroupement
-- attendu
SELECT lot_numeros, niveau, territoire_code, periode, etat_numero, etat_numero_libelle, nb_menages_insertion, statut_valeur
FROM (VALUES
  ('Z12:2024', 'DEP', 'Z12', '2024', 'TOTAL', 'Ensemble', 19, 'PUBLIE'),
  ('Z12:2024', 'DEP', 'Z12', '2024', 'NUMEROTE', 'Avec', 7, 'PUBLIE'),
  ('Z12:2024', 'DEP', 'Z12', '2024', 'RELIE', 'Relié', 7, 'PUBLIE'),
  ('Z12:2024', 'DEP', 'Z12', '2024', 'SANS_NUMERO', 'Sans', 12, 'PUBLIE'),
  ('Z12:2025', 'DEP', 'Z12', '2025', 'TOTAL', 'Ensemble', 3, 'PUBLIE'),
  ('Z12:2025', 'DEP', 'Z12', '2025', 'NUMEROTE', 'Avec', 0, 'ZERO'),
  ('Z12:2025', 'DEP', 'Z12', '2025', 'RELIE', 'Relié', 0, 'ZERO'),
  ('Z12:2025', 'DEP', 'Z12', '2025', 'SANS_NUMERO', 'Sans', 3, 'PUBLIE')
) AS v(lot_numeros, niveau, territoire_code, periode, etat_numero, etat_numero_libelle, nb_menages_insertion, statut_valeur)
