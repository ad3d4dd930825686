-- Années dont le total a plus que doublé, ou plus que diminué de moitié, par rapport à la précédente.
-- Grain : un niveau, un territoire, une année.
-- Définition : totaux de décembre de deux années qui se suivent, tous deux d’au moins 20 personnes ; rapport hors de [1/2 ; 2]. Un changement d’outil ou de pratique est plus probable qu’un tel saut.
-- Source : core.relogement.
WITH decembres AS (
  SELECT niveau, territoire_code, date_mois, nb_personnes_cumul AS total
  FROM core.relogement
  WHERE month(date_mois) = 12 AND nb_personnes_cumul IS NOT NULL
),
suites AS (
  SELECT
    niveau,
    territoire_code,
    date_mois,
    total,
    CASE WHEN lag(year(date_mois)) OVER serie = year(date_mois) - 1 THEN lag(total) OVER serie END AS total_precedent
  FROM decembres
  WINDOW serie AS (PARTITION BY niveau, territoire_code ORDER BY date_mois)
)
SELECT niveau, territoire_code, date_mois, total, total_precedent
FROM suites
WHERE least(total, total_precedent) >= 20 AND (total > 2 * total_precedent OR total_precedent > 2 * total)
