-- entree core.siao_libelles
SELECT 'siao_perimetre_demandes' AS liste, code, libelle, regroupement FROM ref.siao_perimetre_demandes
UNION ALL
SELECT 'siao_reponse_demande' AS liste, code, libelle, regroupement FROM ref.siao_reponse_demande
-- entree core.siao_demandes_comptees
SELECT siao_dep, mois::DATE AS mois, est_renouvellement::BOOLEAN AS est_renouvellement, est_pourvue::BOOLEAN AS est_pourvue, count(*) AS nb_demandes
FROM (VALUES
  ('Z12', '2026-01-01', false, false),
  ('Z12', '2026-01-01', false, false),
  ('Z12', '2026-01-01', NULL, true),
  ('Z12', '2026-01-01', true, true),
  ('Z21', '2026-01-01', true, true)
) AS v(siao_dep, mois, est_renouvellement, est_pourvue)
GROUP BY ALL
-- entree core.siao_mois
SELECT niveau, territoire_code, siao_source, siao_dep, mois::DATE AS mois
FROM (VALUES
  ('DEP', 'Z12', 'Z12', 'Z12', '2026-01-01'),
  ('DEP', 'Z21', 'Z21', 'Z21', '2026-01-01'),
  ('REG', 'R', 'REG:R@Z12+Z21', 'Z12', '2026-01-01'),
  ('REG', 'R', 'REG:R@Z12+Z21', 'Z21', '2026-01-01')
) AS v(niveau, territoire_code, siao_source, siao_dep, mois)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, perimetre_demandes::VARCHAR AS perimetre_demandes, perimetre_demandes_libelle::VARCHAR AS perimetre_demandes_libelle, reponse_demande::VARCHAR AS reponse_demande, reponse_demande_libelle::VARCHAR AS reponse_demande_libelle, nb_demandes::INTEGER AS nb_demandes, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'NON_POURVUE', 'Non pourvue', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'POURVUE', 'Pourvue', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'TOTAL', 'Demandes qui ont une réponse', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'NON_POURVUE', 'Non pourvue', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'POURVUE', 'Pourvue', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'TOTAL', 'Demandes qui ont une réponse', 4, 'PUBLIE'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'POURVUE', 'Pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'TOTAL', 'Demandes qui ont une réponse', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'POURVUE', 'Pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'TOTAL', 'Demandes qui ont une réponse', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'NON_POURVUE', 'Non pourvue', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'POURVUE', 'Pourvue', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'FLUX', 'Demandes nouvelles', 'TOTAL', 'Demandes qui ont une réponse', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'POURVUE', 'Pourvue', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'INCONNU', 'Flux ou renouvellement inconnu', 'TOTAL', 'Demandes qui ont une réponse', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'POURVUE', 'Pourvue', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'RENOUVELLEMENT', 'Renouvellements', 'TOTAL', 'Demandes qui ont une réponse', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'NON_POURVUE', 'Non pourvue', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'POURVUE', 'Pourvue', 3, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'STOCK', 'Toutes les demandes', 'TOTAL', 'Demandes qui ont une réponse', 5, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, perimetre_demandes, perimetre_demandes_libelle, reponse_demande, reponse_demande_libelle, nb_demandes, statut_valeur)
