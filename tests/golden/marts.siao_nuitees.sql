-- entree core.siao_libelles
SELECT 'siao_issue_nuit' AS liste, code, libelle, regroupement FROM ref.siao_issue_nuit
UNION ALL
SELECT 'tranche_age' AS liste, code, libelle, regroupement FROM ref.tranche_age
-- entree core.siao_nuitees
SELECT siao_dep, mois::DATE AS mois, nuit_demandee::DATE AS nuit_demandee, est_abrite::BOOLEAN AS est_abrite, nb_personnes::BIGINT AS nb_personnes, nb_mineurs::BIGINT AS nb_mineurs, nb_age_inconnu::BIGINT AS nb_age_inconnu
FROM (VALUES
  ('Z12', '2026-01-01', '2026-01-12', true, 3, 2, 0),
  ('Z12', '2026-01-01', '2026-01-26', false, 4, 2, 1),
  ('Z12', '2026-01-01', '2026-01-26', true, 2, 0, 0)
) AS v(siao_dep, mois, nuit_demandee, est_abrite, nb_personnes, nb_mineurs, nb_age_inconnu)
-- entree core.siao_mois
SELECT niveau, territoire_code, siao_source, siao_dep, mois::DATE AS mois
FROM (VALUES
  ('DEP', 'Z12', 'Z12', 'Z12', '2026-01-01'),
  ('DEP', 'Z21', 'Z21', 'Z21', '2026-01-01'),
  ('REG', 'R', 'REG:R@Z12+Z21', 'Z12', '2026-01-01'),
  ('REG', 'R', 'REG:R@Z12+Z21', 'Z21', '2026-01-01')
) AS v(niveau, territoire_code, siao_source, siao_dep, mois)
-- attendu
SELECT siao_periode::VARCHAR AS siao_periode, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, periode_debut::DATE AS periode_debut, issue_nuit::VARCHAR AS issue_nuit, issue_nuit_libelle::VARCHAR AS issue_nuit_libelle, tranche_age::VARCHAR AS tranche_age, tranche_age_libelle::VARCHAR AS tranche_age_libelle, nb_nuitees::INTEGER AS nb_nuitees, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'ADULTE', '18 ans ou plus', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'TOTAL', 'Toutes les personnes', 4, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'ADULTE', '18 ans ou plus', 3, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'NR', 'Âge non renseigné', 0, 'ZERO'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'TOTAL', 'Toutes les personnes', 5, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'ADULTE', '18 ans ou plus', 4, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'MINEUR', 'Moins de 18 ans', 4, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01', 'DEP', 'Z12', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'TOTAL', 'Toutes les personnes', 9, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'NON_POURVUE', 'Sans place', 'ADULTE', '18 ans ou plus', 1, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'NON_POURVUE', 'Sans place', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'NON_POURVUE', 'Sans place', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'NON_POURVUE', 'Sans place', 'TOTAL', 'Toutes les personnes', 4, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'POURVUE', 'Avec une place', 'ADULTE', '18 ans ou plus', 2, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'POURVUE', 'Avec une place', 'MINEUR', 'Moins de 18 ans', 0, 'ZERO'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'POURVUE', 'Avec une place', 'NR', 'Âge non renseigné', 0, 'ZERO'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'POURVUE', 'Avec une place', 'TOTAL', 'Toutes les personnes', 2, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'TOTAL', 'Nuitées demandées', 'ADULTE', '18 ans ou plus', 3, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'TOTAL', 'Nuitées demandées', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'TOTAL', 'Nuitées demandées', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('Z12:2026-01-26', 'DEP', 'Z12', '2026-01-26', '2026-01-26', 'TOTAL', 'Nuitées demandées', 'TOTAL', 'Toutes les personnes', 6, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'ADULTE', '18 ans ou plus', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'NON_POURVUE', 'Sans place', 'TOTAL', 'Toutes les personnes', 4, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'ADULTE', '18 ans ou plus', 3, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'MINEUR', 'Moins de 18 ans', 2, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'NR', 'Âge non renseigné', 0, 'ZERO'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'POURVUE', 'Avec une place', 'TOTAL', 'Toutes les personnes', 5, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'ADULTE', '18 ans ou plus', 4, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'MINEUR', 'Moins de 18 ans', 4, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'NR', 'Âge non renseigné', 1, 'PUBLIE'),
  ('REG:R@Z12+Z21:2026-01', 'REG', 'R', '2026-01', '2026-01-01', 'TOTAL', 'Nuitées demandées', 'TOTAL', 'Toutes les personnes', 9, 'PUBLIE')
) AS v(siao_periode, niveau, territoire_code, periode, periode_debut, issue_nuit, issue_nuit_libelle, tranche_age, tranche_age_libelle, nb_nuitees, statut_valeur)
