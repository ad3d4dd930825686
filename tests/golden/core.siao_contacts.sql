-- entree core.siao_sources
SELECT siao_dep, observe_depuis::DATE AS observe_depuis, observe_jusqu_au::DATE AS observe_jusqu_au
FROM (VALUES
  ('Z12', '2025-01-01', '2026-02-01')
) AS v(siao_dep, observe_depuis, observe_jusqu_au)
-- entree staging.siao_personne
SELECT siao_dep, cle_fiche, cle_menage, cle_personne, cle_personne_centrale, cle_personne_large
FROM (VALUES
  ('Z12', 'f-1', 'm-1', 's-1', 'p-1', 'l-1'),
  ('Z12', 'f-1', 'm-1', 's-1', 'p-1', 'l-1'),
  ('Z12', 'f-1b', 'm-9', 's-1b', 'p-1', 'l-1'),
  ('Z12', 'f-2', 'm-1', 's-2', 'p-2', 'l-1'),
  ('Z12', 'f-3', 'm-2', 's-3', 'p-3', 'l-3')
) AS v(siao_dep, cle_fiche, cle_menage, cle_personne, cle_personne_centrale, cle_personne_large)
-- entree core.siao_groupes
SELECT siao_dep, rapprochement, cle_personne, groupe::BIGINT AS groupe
FROM (VALUES
  ('Z12', 'CENTRAL', 'p-1', 1),
  ('Z12', 'LARGE', 'l-1', 2),
  ('Z12', 'STRICT', 's-1', 3),
  ('Z12', 'STRICT', 's-1b', 4),
  ('Z12', 'STRICT', 's-2', 5),
  ('Z12', 'CENTRAL', 'p-2', 5),
  ('Z12', 'STRICT', 's-3', 6),
  ('Z12', 'CENTRAL', 'p-3', 6),
  ('Z12', 'LARGE', 'l-3', 6)
) AS v(siao_dep, rapprochement, cle_personne, groupe)
-- entree core.siao_demandes_115
SELECT siao_dep, cle_menage::VARCHAR AS cle_menage, nuit_demandee::DATE AS nuit_demandee
FROM (VALUES
  ('Z12', 'm-1', '2026-01-12'),
  ('Z12', 'm-1', '2026-01-12'),
  ('Z12', NULL, '2026-01-12'),
  ('Z12', 'm-1', '2026-02-15'),
  ('Z12', 'm-8', '2026-01-12')
) AS v(siao_dep, cle_menage, nuit_demandee)
-- entree staging.siao_demande_insertion
SELECT siao_dep, cle_menage, date_transmission::DATE AS date_transmission, date_orientation::DATE AS date_orientation, date_admission::DATE AS date_admission
FROM (VALUES
  ('Z12', 'm-2', '2025-03-01', '2025-03-20', NULL)
) AS v(siao_dep, cle_menage, date_transmission, date_orientation, date_admission)
-- entree staging.siao_prise_en_charge
SELECT siao_dep, cle_fiche, date_entree::DATE AS date_entree, date_sortie::DATE AS date_sortie, date_extraction::DATE AS date_extraction, situation_sortie_code::VARCHAR AS situation_sortie_code
FROM (VALUES
  ('Z12', 'f-3', '2025-04-02', '2025-06-10', '2026-02-01', '15'),
  ('Z12', 'f-1b', '2026-01-13', NULL, '2026-02-01', NULL),
  ('Z12', 'f-2', '2026-01-20', '2026-01-10', '2026-02-01', '15')
) AS v(siao_dep, cle_fiche, date_entree, date_sortie, date_extraction, situation_sortie_code)
-- attendu
SELECT siao_dep::VARCHAR AS siao_dep, groupe::BIGINT AS groupe, date_debut::DATE AS date_debut, date_fin::DATE AS date_fin, issue::VARCHAR AS issue
FROM (VALUES
  ('Z12', 1, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 1, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 1, '2026-01-13', '2026-02-01', NULL),
  ('Z12', 2, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 2, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 2, '2026-01-13', '2026-02-01', NULL),
  ('Z12', 3, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 3, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 4, '2026-01-13', '2026-02-01', NULL),
  ('Z12', 5, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 5, '2026-01-12', '2026-01-13', NULL),
  ('Z12', 6, '2025-03-01', '2025-03-02', NULL),
  ('Z12', 6, '2025-03-20', '2025-03-21', NULL),
  ('Z12', 6, '2025-04-02', '2025-06-10', 'LOGEMENT')
) AS v(siao_dep, groupe, date_debut, date_fin, issue)
