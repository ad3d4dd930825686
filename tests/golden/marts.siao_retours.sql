-- entree core.siao_libelles
SELECT 'siao_retour' AS liste, code, libelle, regroupement FROM ref.siao_retour
-- entree core.siao_retours
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, observe_jusqu_au::DATE AS observe_jusqu_au, nb_sortis::BIGINT AS nb_sortis, nb_retours_180::BIGINT AS nb_retours_180, nb_retours_365::BIGINT AS nb_retours_365, nb_retours_730::BIGINT AS nb_retours_730
FROM (VALUES
  ('Z12', '2026-01-01', 104, 3, 5, 9)
) AS v(siao_dep, observe_jusqu_au, nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730)
-- entree core.siao_observations
SELECT 'DEP' AS niveau, 'Z12' AS territoire_code, 'Z12' AS siao_source
UNION ALL SELECT 'REG', 'Z12', 'REG:Z12@Z12'
-- attendu
SELECT cohorte::VARCHAR AS cohorte, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, observe_jusqu_au::DATE AS observe_jusqu_au, retour::VARCHAR AS retour, retour_libelle::VARCHAR AS retour_libelle, nb_personnes_sorties::INTEGER AS nb_personnes_sorties, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2026-01-01', 'DEP', 'Z12', '2026-01-01', 'RETOUR_180', 'Revenues en 180 jours ou moins', 3, 'PUBLIE'),
  ('Z12:2026-01-01', 'DEP', 'Z12', '2026-01-01', 'RETOUR_365', 'Revenues du 181ᵉ au 365ᵉ jour', 2, 'PUBLIE'),
  ('Z12:2026-01-01', 'DEP', 'Z12', '2026-01-01', 'RETOUR_730', 'Revenues du 366ᵉ au 730ᵉ jour', 4, 'PUBLIE'),
  ('Z12:2026-01-01', 'DEP', 'Z12', '2026-01-01', 'SANS_RETOUR', 'Pas de retour connu en deux ans', 95, 'PUBLIE'),
  ('Z12:2026-01-01', 'DEP', 'Z12', '2026-01-01', 'TOTAL', 'Personnes sorties vers un logement', 104, 'PUBLIE')
) AS v(cohorte, niveau, territoire_code, observe_jusqu_au, retour, retour_libelle, nb_personnes_sorties, statut_valeur)
