-- entree core.siao_libelles
SELECT 'siao_reponse_demande' AS liste, code, libelle, regroupement FROM ref.siao_reponse_demande
-- entree core.siao_demandes_comptees
SELECT siao_dep, mois::DATE AS mois, est_pourvue::BOOLEAN AS est_pourvue, motif_regroupe::VARCHAR AS motif_regroupe, count(*) AS nb_demandes
FROM (VALUES
  ('Z12', '2026-01-01', false, 'OFFRE'),
  ('Z12', '2026-01-01', false, 'OFFRE'),
  ('Z12', '2026-01-01', false, NULL),
  ('Z12', '2026-01-01', true, NULL),
  ('Z21', '2026-01-01', true, NULL)
) AS v(siao_dep, mois, est_pourvue, motif_regroupe)
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
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, reponse_demande::VARCHAR AS reponse_demande, reponse_demande_libelle::VARCHAR AS reponse_demande_libelle, nb_demandes::INTEGER AS nb_demandes, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'AUTRE', 'Non pourvue : autre motif', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'NON_POURVUE', 'Non pourvue', 3, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'NON_RENSEIGNE', 'Non pourvue : motif non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'OFFRE', 'Non pourvue : pas de place', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'REGLE', 'Non pourvue : règle ou refus du 115', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'USAGER', 'Non pourvue : du fait du ménage', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'AUTRE', 'Non pourvue : autre motif', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'NON_POURVUE', 'Non pourvue', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'NON_RENSEIGNE', 'Non pourvue : motif non renseigné', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'OFFRE', 'Non pourvue : pas de place', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'REGLE', 'Non pourvue : règle ou refus du 115', 0, 'ZERO'),
  ('Z21:2026-01', 'DEP', 'Z21', '2026-01', '2026-01-01', 'USAGER', 'Non pourvue : du fait du ménage', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'AUTRE', 'Non pourvue : autre motif', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'NON_POURVUE', 'Non pourvue', 3, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'NON_RENSEIGNE', 'Non pourvue : motif non renseigné', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'OFFRE', 'Non pourvue : pas de place', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'REGLE', 'Non pourvue : règle ou refus du 115', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'USAGER', 'Non pourvue : du fait du ménage', 0, 'ZERO')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, reponse_demande, reponse_demande_libelle, nb_demandes, statut_valeur)
