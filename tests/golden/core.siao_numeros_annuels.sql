-- entree staging.siao_demande_insertion
SELECT siao_dep, cle_menage, date_transmission::DATE AS date_transmission, nb_numeros_illisibles
FROM (VALUES
  ('Z12', 'm-1', '2024-03-01', 0),
  ('Z12', 'm-1', '2024-09-01', 0),
  ('Z12', 'm-1', '2025-01-01', 0),
  ('Z12', 'm-2', '2024-01-01', 1),
  ('Z12', 'm-3', '2024-01-01', 1),
  ('Z12', 'm-4', '2024-01-01', 0),
  ('Z12', 'm-5', '2024-01-01', 0)
) AS v(siao_dep, cle_menage, date_transmission, nb_numeros_illisibles)
-- entree core.siao_numeros
SELECT siao_dep, cle_menage, lien
FROM (VALUES
  ('Z12', 'm-1', 'AUCUN'),
  ('Z12', 'm-1', 'ETAPE'),
  ('Z12', 'm-2', 'AUCUN'),
  ('Z12', 'm-4', 'AILLEURS')
) AS v(siao_dep, cle_menage, lien)
-- attendu
SELECT siao_dep, annee, etat_numero, nb_menages
FROM (VALUES
  ('Z12', 2024, 'RELIE', 1),
  ('Z12', 2025, 'RELIE', 1),
  ('Z12', 2024, 'SANS_ETAPE', 1),
  ('Z12', 2024, 'ILLISIBLE', 1),
  ('Z12', 2024, 'AILLEURS', 1),
  ('Z12', 2024, 'SANS_NUMERO', 1)
) AS v(siao_dep, annee, etat_numero, nb_menages)
