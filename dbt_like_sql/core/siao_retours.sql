-- Retours connus des SIAO après une sortie vers un logement.
-- Grain : un niveau (DEP, REG), un territoire.
-- Définition : indicateur I11. Cohorte : personnes dont la première sortie vers un logement de la fenêtre a eu lieu de 1 095 à 730
-- jours avant la dernière observation du territoire, d’après un de ses SIAO : chacune est suivie deux ans en entier. Retour : premier contact, dans n’importe
-- quel SIAO reçu, qui ouvre un épisode après le jour de la sortie. Les nombres se cumulent. Un décès après la sortie reste inconnu.
-- Source : core.siao_observations, core.siao_territoires, core.siao_episodes.
WITH sorties AS (
  SELECT t.niveau, t.territoire_code, o.observe_jusqu_au, e.cle_personne, min(e.date_fin) AS date_sortie
  FROM core.siao_episodes AS e
  JOIN core.siao_territoires AS t USING (siao_dep)
  JOIN core.siao_observations AS o ON o.niveau = t.niveau AND o.territoire_code = t.territoire_code
  WHERE e.rapprochement = 'CENTRAL'
    AND t.niveau IN ('DEP', 'REG')
    AND e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE')
    AND e.date_fin BETWEEN o.observe_jusqu_au - 1095 AND o.observe_jusqu_au - 730
  GROUP BY ALL
),
suivi AS (
  SELECT s.niveau, s.territoire_code, s.observe_jusqu_au, s.cle_personne, min(e.date_debut) - s.date_sortie AS delai
  FROM sorties AS s
  LEFT JOIN core.siao_episodes AS e
    ON e.rapprochement = 'CENTRAL' AND e.cle_personne = s.cle_personne AND e.date_debut > s.date_sortie
  GROUP BY s.niveau, s.territoire_code, s.observe_jusqu_au, s.cle_personne, s.date_sortie
)
SELECT
  niveau,
  territoire_code,
  observe_jusqu_au,
  count(*) AS nb_sortis,
  count(*) FILTER (WHERE delai <= 180) AS nb_retours_180,
  count(*) FILTER (WHERE delai <= 365) AS nb_retours_365,
  count(*) FILTER (WHERE delai <= 730) AS nb_retours_730
FROM suivi
GROUP BY ALL
