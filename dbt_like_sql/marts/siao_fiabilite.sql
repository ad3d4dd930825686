-- Personnes que chaque SIAO devait suivre à la fin d’un mois, d’après son extraction précédente.
-- Grain : un SIAO, le premier mois entier après une extraction.
-- Définition : indicateur I9, fiabilité du bilan : 1 − écart ÷ stock du mois (« siao_flux »).
-- Source : core.siao_fiabilite.
SELECT
  siao_dep || ':' || strftime(mois, '%Y-%m') AS mois_bilan,
  'DEP' AS niveau,
  siao_dep AS territoire_code,
  strftime(mois, '%Y-%m') AS periode,
  mois AS periode_debut,
  nb_attendu::INTEGER AS nb_personnes_attendues,
  CASE WHEN nb_attendu = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.siao_fiabilite
