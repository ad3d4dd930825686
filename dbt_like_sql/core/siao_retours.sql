-- Retours connus des SIAO après une sortie vers un logement.
-- Grain : un niveau (DEP, REG), un territoire.
-- Définition : indicateur I11. Cohorte : personnes sorties vers un logement pendant les douze derniers mois que le territoire a suivis deux ans en
-- entier, une fois chacune, à leur première sortie.
-- Source : core.siao_observations, core.siao_sorties_logement.
WITH cohortes AS (
  SELECT
    niveau,
    territoire_code,
    observe_jusqu_au,
    (date_trunc('month', observe_jusqu_au - 730) - INTERVAL 12 MONTH)::DATE AS premier_mois,
    date_trunc('month', observe_jusqu_au - 730)::DATE AS mois_suivant
  FROM core.siao_observations
)
SELECT
  c.niveau,
  c.territoire_code,
  c.observe_jusqu_au,
  sum(s.nb_sortis)::BIGINT AS nb_sortis,
  sum(s.nb_retours_180)::BIGINT AS nb_retours_180,
  sum(s.nb_retours_365)::BIGINT AS nb_retours_365,
  sum(s.nb_retours_730)::BIGINT AS nb_retours_730
FROM cohortes AS c
JOIN core.siao_sorties_logement AS s
  ON s.niveau = c.niveau
  AND s.territoire_code = c.territoire_code
  AND s.mois_sortie >= c.premier_mois
  AND s.mois_sortie < c.mois_suivant
  AND coalesce(s.mois_precedent < c.premier_mois, true)
GROUP BY ALL
