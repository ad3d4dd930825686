-- entree core.parametres
SELECT 90 AS delai_inactivite_jours
-- entree core.siao_sources
SELECT 'Z12' AS siao_dep, DATE '2022-01-01' AS observe_depuis, DATE '2026-01-01' AS observe_jusqu_au
-- entree core.sne_extractions
SELECT 'Z12' AS dep_logement, etape, annee, date_extraction::DATE AS date_extraction, est_partielle
FROM (VALUES
  ('BAIL_SIGNE', 2023, '2024-01-20', false),
  ('BAIL_SIGNE', 2024, '2025-01-20', false),
  ('BAIL_SIGNE', 2025, '2025-10-01', false),
  ('BAIL_SIGNE', 2022, '2023-01-20', true),
  ('RADIATION', 2021, '2022-01-20', false)
) AS v(etape, annee, date_extraction, est_partielle)
-- entree staging.siao_personne
-- p-1 a deux dossiers ; m-9 n’a pas de demandeur principal
SELECT 'Z12' AS siao_dep, cle_menage, cle_personne_centrale, est_demandeur_principal
FROM (VALUES
  ('m-1', 'p-1', true), ('m-1', 'p-1bis', false), ('m-1b', 'p-1', true), ('m-2', 'p-2', true), ('m-3', 'p-3', true), ('m-4', 'p-4', true),
  ('m-5', 'p-5', true), ('m-6', 'p-6', true), ('m-7', 'p-7', true), ('m-8', 'p-8', true), ('m-9', 'p-9', NULL), ('m-10', 'p-10', true)
) AS v(cle_menage, cle_personne_centrale, est_demandeur_principal)
-- entree core.siao_numeros
-- p-1 : bail ; p-2 : en attente ; p-3 : logée sans bail ; p-4 : bail d’avant le premier contact ; p-5 : bail avant que son numéro soit connu ;
-- p-6 : bail deux mois après la sortie vue ; p-7 : numéro d’ailleurs ; p-8 : venue avant que le SNE soit reçu ; p-10 : partie
SELECT 'Z12' AS siao_dep, cle_menage, connu_depuis::DATE AS connu_depuis, date_bail::DATE AS date_bail, lien
FROM (VALUES
  ('m-1', '2024-03-01', NULL, 'AUCUN'),
  ('m-1b', '2024-05-01', '2024-09-01', 'ETAPE'),
  ('m-2', '2024-03-01', NULL, 'AUCUN'),
  ('m-3', '2024-03-01', NULL, 'AUCUN'),
  ('m-4', '2024-03-01', '2023-12-01', 'ETAPE'),
  ('m-5', '2024-03-01', '2024-02-15', 'ETAPE'),
  ('m-6', '2024-03-01', '2024-08-01', 'ETAPE'),
  ('m-7', '2024-03-01', NULL, 'AILLEURS'),
  ('m-8', '2022-03-01', NULL, 'AUCUN'),
  ('m-9', '2024-03-01', NULL, 'AUCUN'),
  ('m-10', '2024-03-01', NULL, 'AUCUN')
) AS v(cle_menage, connu_depuis, date_bail, lien)
-- entree core.siao_episodes
SELECT 'Z12' AS siao_dep, rapprochement, cle_personne, rang_episode, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue
FROM (VALUES
  ('CENTRAL', 'p-1', 1, '2024-01-01', '2024-04-01', 'INACTIVITE'),
  ('STRICT', 'p-1', 1, '2024-01-01', '2024-02-01', 'LOGEMENT'),
  ('CENTRAL', 'p-1bis', 1, '2024-01-01', NULL, NULL),
  ('CENTRAL', 'p-2', 1, '2024-01-01', NULL, NULL),
  ('CENTRAL', 'p-3', 1, '2024-01-01', '2024-06-01', 'LOGEMENT_ADAPTE'),
  ('CENTRAL', 'p-4', 1, '2024-01-01', NULL, NULL),
  ('CENTRAL', 'p-5', 1, '2024-01-01', NULL, NULL),
  ('CENTRAL', 'p-6', 1, '2024-01-01', '2024-06-01', 'LOGEMENT'),
  ('CENTRAL', 'p-7', 1, '2024-01-01', NULL, NULL),
  ('CENTRAL', 'p-8', 1, '2022-02-01', '2023-06-01', 'DECES'),
  ('CENTRAL', 'p-9', 1, '2024-01-01', NULL, NULL),
  ('CENTRAL', 'p-10', 1, '2024-01-01', '2024-05-01', 'MOBILITE')
) AS v(rapprochement, cle_personne, rang_episode, date_debut, date_fin, issue)
-- attendu
SELECT 'Z12' AS siao_dep, cle_personne, depart::DATE AS depart, entree::DATE AS entree, jusqu_au::DATE AS jusqu_au, sortie::DATE AS sortie, issue
FROM (VALUES
  ('p-1', '2024-01-01', '2024-03-01', '2025-10-01', '2024-09-01', 'ABOUTI'),
  ('p-2', '2024-01-01', '2024-03-01', '2025-10-01', '2025-10-01', NULL),
  ('p-3', '2024-01-01', '2024-03-01', '2025-10-01', '2024-06-01', 'LOGEE_AUTREMENT'),
  ('p-6', '2024-01-01', '2024-03-01', '2025-10-01', '2024-08-01', 'ABOUTI'),
  ('p-8', '2022-02-01', '2023-01-01', '2025-10-01', '2023-06-01', 'AUTRE'),
  ('p-10', '2024-01-01', '2024-03-01', '2025-10-01', '2024-05-01', NULL)
) AS v(cle_personne, depart, entree, jusqu_au, sortie, issue)
