-- Ménages jamais vus par le 115, borne basse.
-- Grain : un niveau (DEP), un territoire, les quatorze premières nuits d’un mois.
-- Définition : indicateur I19 (Chao, 1987), d’après les ménages vus une nuit et deux nuits exactement. Vide si moins de 20 ménages ont été
-- vus deux nuits, ou si une consigne a changé dans la quinzaine (elle rationne les appels).
-- Source : core.siao_nuits, core.siao_observations, core.evenements.
WITH quinzaines AS (
  SELECT n.siao_dep, n.mois, n.cle_menage, count(*) AS nb_nuits
  FROM core.siao_nuits AS n
  JOIN core.siao_observations AS o
    ON o.niveau = 'DEP' AND o.territoire_code = n.siao_dep AND o.observe_depuis <= n.mois AND o.observe_jusqu_au >= n.mois + 14
  WHERE n.nuit_demandee BETWEEN n.mois AND n.mois + 13
  GROUP BY ALL
),
comptes AS (
  SELECT
    siao_dep,
    mois,
    count(*) AS nb_vus,
    count(*) FILTER (WHERE nb_nuits = 1) AS nb_une_nuit,
    count(*) FILTER (WHERE nb_nuits = 2) AS nb_deux_nuits
  FROM quinzaines
  GROUP BY ALL
),
consignes AS (
  SELECT territoire_code AS siao_dep, date_trunc('month', evenement_debut)::DATE AS mois
  FROM core.evenements
  WHERE niveau = 'DEP' AND evenement_type = 'CHANGEMENT_CONSIGNE' AND day(evenement_debut) <= 14
)
SELECT
  'DEP' AS niveau,
  c.siao_dep AS territoire_code,
  c.mois,
  c.nb_vus,
  c.nb_une_nuit,
  c.nb_deux_nuits,
  CASE WHEN c.nb_deux_nuits >= 20 AND s.siao_dep IS NULL THEN borne_chao(c.nb_vus, c.nb_une_nuit, c.nb_deux_nuits, 14) END AS borne
FROM comptes AS c
LEFT JOIN (SELECT DISTINCT siao_dep, mois FROM consignes) AS s ON s.siao_dep = c.siao_dep AND s.mois = c.mois
