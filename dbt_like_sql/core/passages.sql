-- Ce que devient chaque commune d’un millésime à un autre, plus récent ou plus ancien.
-- Grain : un millésime de départ, un millésime d’arrivée, un code de départ et un code d’arrivée.
-- Définition : un millésime est l’état des communes au 1er janvier. Une commune absente garde son code. nb_arrivees compte
-- les communes d’arrivée d’une commune de départ ; à 1, un compte se rapporte exactement. L’événement est le dernier des
-- mouvements qui mènent de l’une à l’autre.
-- Source : core.successions, core.communes.
WITH RECURSIVE communes AS (
  SELECT millesime_cog, commune_code FROM core.communes WHERE type_commune = 'COM'
),
successions AS (
  SELECT date_evenement, type_evenement, code_avant, code_apres, prochaine_date FROM core.successions
),
millesimes AS (
  SELECT DISTINCT millesime_cog, make_date(millesime_cog, 1, 1) AS jour FROM communes
),
couples AS (
  SELECT avant.millesime_cog AS ancien, apres.millesime_cog AS recent, apres.jour
  FROM millesimes AS avant
  JOIN millesimes AS apres ON apres.millesime_cog > avant.millesime_cog
),
departs AS (
  SELECT millesimes.millesime_cog, communes.commune_code, min(successions.date_evenement) AS prochaine_date
  FROM communes
  JOIN millesimes ON millesimes.millesime_cog = communes.millesime_cog
  JOIN successions ON successions.code_avant = communes.commune_code AND successions.date_evenement > millesimes.jour
  GROUP BY millesimes.millesime_cog, communes.commune_code
),
-- de mouvement en mouvement : le code porté de date_evenement à prochaine_date par une commune du millésime
parcours AS (
  SELECT
    departs.millesime_cog,
    departs.commune_code,
    successions.code_apres,
    successions.type_evenement,
    successions.date_evenement,
    successions.prochaine_date
  FROM departs
  JOIN successions
    ON successions.code_avant = departs.commune_code AND successions.date_evenement = departs.prochaine_date
  UNION
  SELECT
    parcours.millesime_cog,
    parcours.commune_code,
    successions.code_apres,
    successions.type_evenement,
    successions.date_evenement,
    successions.prochaine_date
  FROM parcours
  JOIN successions
    ON successions.code_avant = parcours.code_apres AND successions.date_evenement = parcours.prochaine_date
),
changements AS (
  SELECT
    couples.ancien,
    couples.recent,
    departs.commune_code AS code_ancien,
    parcours.code_apres AS code_recent,
    arg_max(parcours.type_evenement, parcours.date_evenement) AS type_evenement,
    max(parcours.date_evenement) AS date_evenement
  FROM departs
  JOIN parcours ON parcours.millesime_cog = departs.millesime_cog AND parcours.commune_code = departs.commune_code
  JOIN couples
    ON couples.ancien = parcours.millesime_cog
    AND parcours.date_evenement <= couples.jour
    AND (parcours.prochaine_date IS NULL OR parcours.prochaine_date > couples.jour)
  WHERE parcours.code_apres IS NOT NULL
  GROUP BY couples.ancien, couples.recent, departs.commune_code, parcours.code_apres
),
-- celles qui n’ont pas bougé, là où d’autres les ont rejointes
rejointes AS (
  SELECT
    changements.ancien,
    changements.recent,
    changements.code_recent AS code_ancien,
    changements.code_recent,
    arg_max(changements.type_evenement, changements.date_evenement) AS type_evenement,
    max(changements.date_evenement) AS date_evenement
  FROM changements
  JOIN communes ON communes.millesime_cog = changements.ancien AND communes.commune_code = changements.code_recent
  LEFT JOIN changements AS bouge
    ON bouge.ancien = changements.ancien
    AND bouge.recent = changements.recent
    AND bouge.code_ancien = changements.code_recent
  WHERE bouge.code_ancien IS NULL
  GROUP BY changements.ancien, changements.recent, changements.code_recent
),
liens AS (
  SELECT ancien, recent, code_ancien, code_recent, type_evenement, date_evenement FROM changements
  UNION ALL
  SELECT ancien, recent, code_ancien, code_recent, type_evenement, date_evenement FROM rejointes
),
deux_sens AS (
  SELECT ancien AS depart, recent AS arrivee, code_ancien AS code_depart, code_recent AS code_arrivee, type_evenement, date_evenement
  FROM liens
  UNION ALL
  SELECT recent, ancien, code_recent, code_ancien, type_evenement, date_evenement
  FROM liens
),
comptes AS (
  SELECT depart, arrivee, code_depart, count(*)::INTEGER AS nb_arrivees
  FROM deux_sens
  GROUP BY depart, arrivee, code_depart
)
SELECT
  deux_sens.depart::INTEGER AS millesime_depart,
  deux_sens.arrivee::INTEGER AS millesime_arrivee,
  deux_sens.code_depart,
  deux_sens.code_arrivee,
  deux_sens.type_evenement,
  deux_sens.date_evenement,
  comptes.nb_arrivees
FROM deux_sens
JOIN comptes
  ON comptes.depart = deux_sens.depart
  AND comptes.arrivee = deux_sens.arrivee
  AND comptes.code_depart = deux_sens.code_depart
WHERE comptes.nb_arrivees > 1 OR deux_sens.code_depart <> deux_sens.code_arrivee
