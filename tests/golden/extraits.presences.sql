-- entree extraits.mois
SELECT siao_dep, mois::DATE AS mois, mois_suivant::DATE AS mois_suivant
FROM (VALUES
  ('Z12', '2024-01-01', '2024-02-01'),
  ('Z12', '2024-02-01', '2024-03-01'),
  ('Z12', '2024-03-01', '2024-04-01')
) AS v(siao_dep, mois, mois_suivant)
-- entree core.siao_episodes
SELECT siao_dep, rapprochement, cle_personne, rang_episode, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 'CENTRAL', 'p-1', 1, '2023-11-05', '2024-02-10', 'LOGEMENT_ADAPTE'),
  ('Z12', 'CENTRAL', 'p-2', 2, '2024-02-15', NULL, NULL),
  ('Z12', 'CENTRAL', 'p-3', 1, '2024-01-05', '2024-01-20', 'DECES'),
  ('Z12', 'CENTRAL', 'p-3', 2, '2024-01-25', '2024-03-01', 'INACTIVITE'),
  ('Z12', 'CENTRAL', 'p-4', 1, '2024-03-31', NULL, NULL),
  ('Z12', 'STRICT', 's-1', 1, '2024-02-01', NULL, NULL),
  ('Z21', 'CENTRAL', 'p-5', 1, '2024-02-01', NULL, NULL)
) AS v(siao_dep, rapprochement, cle_personne, rang_episode, date_debut, date_fin, issue)
-- attendu
SELECT cle_personne, siao_dep, mois::DATE AS mois, entree, issue
FROM (VALUES
  ('p-1', 'Z12', '2024-01-01', 'SANS_ENTREE', 'EN_COURS'),
  ('p-1', 'Z12', '2024-02-01', 'SANS_ENTREE', 'LOGEMENT'),
  ('p-2', 'Z12', '2024-02-01', 'RETOUR', 'EN_COURS'),
  ('p-2', 'Z12', '2024-03-01', 'SANS_ENTREE', 'EN_COURS'),
  ('p-3', 'Z12', '2024-01-01', 'RETOUR', 'AUTRE_SORTIE'),
  ('p-3', 'Z12', '2024-02-01', 'SANS_ENTREE', 'EN_COURS'),
  ('p-3', 'Z12', '2024-03-01', 'SANS_ENTREE', 'SANS_NOUVELLES'),
  ('p-4', 'Z12', '2024-03-01', 'PREMIERE', 'EN_COURS')
) AS v(cle_personne, siao_dep, mois, entree, issue)
