-- entree staging.siao_personne
-- f-1 et f-2 : une personne pour CENTRAL seulement ; f-3 : réunie aux précédentes par LARGE seulement ; f-4 : la même partout ; f-5 : STRICT la
-- réunit, CENTRAL la sépare ; f-7 et f-8 : les mêmes fiches pour CENTRAL et LARGE, non pour STRICT
SELECT siao_dep, cle_fiche, cle_personne, cle_personne_centrale, cle_personne_large
FROM (VALUES
  ('Z12', 'f-1', 's-1', 'p-1', 'l-1'),
  ('Z12', 'f-1', 's-1', 'p-1', 'l-1'),
  ('Z12', 'f-2', 's-2', 'p-1', 'l-1'),
  ('Z12', 'f-3', 's-3', 'p-3', 'l-1'),
  ('Z12', 'f-4', 's-4', 'p-4', 'l-4'),
  ('Z21', 'f-4', 's-4', 'p-4', 'l-4'),
  ('Z12', 'f-5', 's-5', 'p-5', 'l-5'),
  ('Z12', 'f-6', 's-5', 'p-6', 'l-5'),
  ('Z12', 'f-7', 's-7', 'p-7', 'l-7'),
  ('Z12', 'f-8', 's-8', 'p-7', 'l-7')
) AS v(siao_dep, cle_fiche, cle_personne, cle_personne_centrale, cle_personne_large)
-- attendu
SELECT siao_dep, rapprochement, cle_personne, groupe::BIGINT AS groupe
FROM (VALUES
  ('Z12', 'CENTRAL', 'p-1', 1),
  ('Z12', 'CENTRAL', 'p-5', 2),
  ('Z12', 'CENTRAL', 'p-6', 3),
  ('Z12', 'CENTRAL', 'p-7', 4),
  ('Z12', 'LARGE', 'l-7', 4),
  ('Z12', 'LARGE', 'l-1', 5),
  ('Z12', 'LARGE', 'l-5', 6),
  ('Z12', 'STRICT', 's-1', 7),
  ('Z12', 'STRICT', 's-2', 8),
  ('Z12', 'STRICT', 's-3', 9),
  ('Z12', 'CENTRAL', 'p-3', 9),
  ('Z12', 'STRICT', 's-4', 10),
  ('Z12', 'CENTRAL', 'p-4', 10),
  ('Z12', 'LARGE', 'l-4', 10),
  ('Z12', 'STRICT', 's-5', 11),
  ('Z12', 'STRICT', 's-7', 12),
  ('Z12', 'STRICT', 's-8', 13),
  ('Z21', 'STRICT', 's-4', 14),
  ('Z21', 'CENTRAL', 'p-4', 14),
  ('Z21', 'LARGE', 'l-4', 14)
) AS v(siao_dep, rapprochement, cle_personne, groupe)
