-- Sorties vers un logement, mois par mois, et retours connus des SIAO.
-- Grain : un niveau (DEP, REG), un territoire, un mois de sortie, le mois de la sortie d’avant si elle a moins d’un an.
-- Définition : indicateur I11. Première sortie du mois de chaque personne, d’après un des SIAO du territoire. Retour : premier contact, dans
-- n’importe quel SIAO reçu, qui ouvre un épisode après le jour de la sortie. Les nombres se cumulent. Un décès après la sortie reste inconnu.
-- Gel : nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730
-- Source : core.siao_episodes, core.siao_territoires.
WITH sorties AS (
  SELECT
    t.niveau,
    t.territoire_code,
    e.cle_personne,
    date_trunc('month', e.date_fin)::DATE AS mois_sortie,
    min(e.date_fin) AS date_sortie
  FROM core.siao_episodes AS e
  JOIN core.siao_territoires AS t USING (siao_dep)
  WHERE e.rapprochement = 'CENTRAL' AND e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') AND t.niveau IN ('DEP', 'REG')
  GROUP BY ALL
),
precedees AS (
  SELECT *, lag(mois_sortie) OVER (PARTITION BY niveau, territoire_code, cle_personne ORDER BY mois_sortie) AS mois_precedent
  FROM sorties
),
suivies AS (
  SELECT p.niveau, p.territoire_code, p.cle_personne, p.mois_sortie, p.mois_precedent, date_diff('day', p.date_sortie, min(e.date_debut)) AS delai
  FROM precedees AS p
  LEFT JOIN core.siao_episodes AS e
    ON e.rapprochement = 'CENTRAL' AND e.cle_personne = p.cle_personne AND e.date_debut > p.date_sortie
  GROUP BY p.niveau, p.territoire_code, p.cle_personne, p.mois_sortie, p.mois_precedent, p.date_sortie
)
SELECT
  niveau,
  territoire_code,
  mois_sortie,
  CASE WHEN mois_precedent > mois_sortie - INTERVAL 12 MONTH THEN mois_precedent END AS mois_precedent,
  count(*) AS nb_sortis,
  count(*) FILTER (WHERE delai <= 180) AS nb_retours_180,
  count(*) FILTER (WHERE delai <= 365) AS nb_retours_365,
  count(*) FILTER (WHERE delai <= 730) AS nb_retours_730
FROM suivies
GROUP BY ALL
