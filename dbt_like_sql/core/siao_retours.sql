-- Retours connus du SIAO après une sortie vers un logement.
-- Grain : un SIAO.
-- Définition : indicateur I11. Cohorte : personnes dont la première sortie vers un logement de la fenêtre a eu lieu de 1 095 à 730
-- jours avant la dernière observation du SIAO : chacune est suivie deux ans en entier. Retour : premier contact, dans n’importe
-- quel SIAO reçu, qui ouvre un épisode après le jour de la sortie. Les nombres se cumulent. Un décès après la sortie reste inconnu.
-- Source : core.siao_observations, core.siao_episodes.
WITH sorties AS (
  SELECT e.siao_dep, o.observe_jusqu_au, e.cle_personne, min(e.date_fin) AS date_sortie
  FROM core.siao_episodes AS e
  JOIN core.siao_observations AS o USING (siao_dep)
  WHERE e.rapprochement = 'CENTRAL'
    AND e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE')
    AND e.date_fin BETWEEN o.observe_jusqu_au - 1095 AND o.observe_jusqu_au - 730
  GROUP BY ALL
),
suivi AS (
  SELECT s.siao_dep, s.observe_jusqu_au, s.cle_personne, min(e.date_debut) - s.date_sortie AS delai
  FROM sorties AS s
  LEFT JOIN core.siao_episodes AS e
    ON e.rapprochement = 'CENTRAL' AND e.cle_personne = s.cle_personne AND e.date_debut > s.date_sortie
  GROUP BY s.siao_dep, s.observe_jusqu_au, s.cle_personne, s.date_sortie
)
SELECT
  siao_dep,
  observe_jusqu_au,
  count(*) AS nb_sortis,
  count(*) FILTER (WHERE delai <= 180) AS nb_retours_180,
  count(*) FILTER (WHERE delai <= 365) AS nb_retours_365,
  count(*) FILTER (WHERE delai <= 730) AS nb_retours_730
FROM suivi
GROUP BY ALL
