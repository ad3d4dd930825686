-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2024-01-01', '2025-01-15'),
  ('Z21', '2024-06-01', '2025-01-15')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree core.siao_episodes
SELECT siao_dep, rapprochement, cle_personne, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 'CENTRAL', 'p-1', '2023-11-05', '2024-12-01', 'LOGEMENT'),
  ('Z12', 'CENTRAL', 'p-2', '2024-03-10', NULL, NULL),
  ('Z12', 'CENTRAL', 'p-3', '2023-01-10', '2023-05-10', 'RUE'),
  ('Z12', 'CENTRAL', 'p-3', '2024-05-01', '2024-09-01', 'INACTIVITE'),
  ('Z12', 'CENTRAL', 'p-4', '2023-11-01', NULL, NULL),
  ('Z12', 'CENTRAL', 'p-5', '2024-02-01', '2024-03-01', 'DECES'),
  ('Z12', 'CENTRAL', 'p-6', '2023-01-01', '2023-06-01', 'LOGEMENT'),
  ('Z12', 'STRICT', 's-1', '2024-02-01', NULL, NULL),
  ('Z21', 'CENTRAL', 'p-7', '2024-07-01', NULL, NULL)
) AS v(siao_dep, rapprochement, cle_personne, date_debut, date_fin, issue)
-- entree staging.siao_prise_en_charge
SELECT siao_dep, cle_fiche, date_entree::DATE AS date_entree, date_sortie::DATE AS date_sortie, type_place_code
FROM (VALUES
  ('Z12', 'f-1', '2023-12-01', '2024-12-01', '30'),
  ('Z12', 'f-2', '2024-06-01', NULL, '1'),
  ('Z12', 'f-4', '2023-11-01', '2024-12-31', '10'),
  ('Z12', 'f-4', '2024-11-01', NULL, '100')
) AS v(siao_dep, cle_fiche, date_entree, date_sortie, type_place_code)
-- entree staging.siao_personne
SELECT siao_dep, cle_fiche, cle_personne_centrale
FROM (VALUES
  ('Z12', 'f-1', 'p-1'),
  ('Z12', 'f-2', 'p-2'),
  ('Z12', 'f-2', 'p-2'),
  ('Z12', 'f-4', 'p-4')
) AS v(siao_dep, cle_fiche, cle_personne_centrale)
-- attendu
SELECT 'DEP' AS niveau, siao_dep::VARCHAR AS territoire_code, annee::INTEGER AS annee, etat_debut::VARCHAR AS etat_debut, etat_fin::VARCHAR AS etat_fin, nb_personnes::BIGINT AS nb_personnes
FROM (VALUES
  ('Z12', 2024, 'INSERTION', 'LOGEE', 1),
  ('Z12', 2024, 'NOUVELLE', 'AUTRE_SORTIE', 1),
  ('Z12', 2024, 'NOUVELLE', 'URGENCE', 1),
  ('Z12', 2024, 'RETOUR', 'SANS_NOUVELLES', 1),
  ('Z12', 2024, 'URGENCE', 'LOGEMENT_ADAPTE', 1)
) AS v(siao_dep, annee, etat_debut, etat_fin, nb_personnes)
