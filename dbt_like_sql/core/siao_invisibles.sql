-- Ménages jamais vus par le 115, borne basse.
-- Grain : un niveau (DEP), un territoire, les quatorze premières nuits d’un mois.
-- Définition : indicateur I19 (Chao, 1987), d’après les ménages vus une nuit et deux nuits exactement. Vide si moins de 20 ménages ont été
-- vus deux nuits, ou si une consigne a changé dans la quinzaine (elle rationne les appels).
-- Source : core.siao_quinzaines, core.evenements.
WITH consignes AS (
  SELECT DISTINCT territoire_code AS siao_dep, date_trunc('month', evenement_debut)::DATE AS mois
  FROM core.evenements
  WHERE niveau = 'DEP' AND evenement_type = 'CHANGEMENT_CONSIGNE' AND day(evenement_debut) <= 14
)
SELECT
  'DEP' AS niveau,
  q.siao_dep AS territoire_code,
  q.mois,
  q.nb_vus,
  q.nb_une_nuit,
  q.nb_deux_nuits,
  CASE WHEN q.nb_deux_nuits >= 20 AND c.siao_dep IS NULL THEN borne_chao(q.nb_vus, q.nb_une_nuit, q.nb_deux_nuits, 14) END AS borne
FROM core.siao_quinzaines AS q
LEFT JOIN consignes AS c ON c.siao_dep = q.siao_dep AND c.mois = q.mois
