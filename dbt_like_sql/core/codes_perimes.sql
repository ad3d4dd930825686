-- Codes qui ont été ceux d’une commune depuis 1943 et ne le sont plus au dernier millésime, et les codes d’aujourd’hui.
-- Grain : un code périmé et un code actuel (vide quand rien ne lui succède).
-- Définition : date_fin et type_evenement disent quand et comment le code a fini pour la dernière fois ; nb_actuels compte
-- les codes actuels : à plusieurs, le code ne suffit pas à situer.
-- Source : core.successions, core.communes.
WITH RECURSIVE communes AS (
  SELECT commune_code, make_date(millesime_cog, 1, 1) AS jour
  FROM core.communes
  WHERE millesime_cog = (SELECT max(millesime_cog) FROM core.communes)
),
successions AS (
  SELECT date_evenement, type_evenement, code_avant, code_apres, prochaine_date
  FROM core.successions
  WHERE date_evenement <= (SELECT max(jour) FROM communes)
),
fins AS (
  SELECT code_avant, max(date_evenement) AS date_fin
  FROM successions
  WHERE code_avant NOT IN (SELECT commune_code FROM communes)
  GROUP BY code_avant
),
derniers AS (
  SELECT successions.code_avant, fins.date_fin, successions.type_evenement, successions.code_apres, successions.prochaine_date
  FROM fins
  JOIN successions ON successions.code_avant = fins.code_avant AND successions.date_evenement = fins.date_fin
),
parcours AS (
  SELECT code_avant AS commune_code, code_apres, prochaine_date FROM derniers
  UNION
  SELECT parcours.commune_code, successions.code_apres, successions.prochaine_date
  FROM parcours
  JOIN successions
    ON successions.code_avant = parcours.code_apres AND successions.date_evenement = parcours.prochaine_date
),
actuels AS (
  SELECT DISTINCT commune_code, code_apres AS code_actuel
  FROM parcours
  WHERE code_apres IN (SELECT commune_code FROM communes)
    AND (prochaine_date IS NULL OR prochaine_date > (SELECT max(jour) FROM communes))
),
evenements AS (
  SELECT code_avant, date_fin, min(type_evenement) AS type_evenement FROM derniers GROUP BY code_avant, date_fin
)
SELECT
  evenements.code_avant AS commune_code,
  actuels.code_actuel,
  evenements.date_fin,
  evenements.type_evenement,
  count(actuels.code_actuel) OVER (PARTITION BY evenements.code_avant)::INTEGER AS nb_actuels
FROM evenements
LEFT JOIN actuels ON actuels.commune_code = evenements.code_avant
