-- Ce que devient chaque commune à chaque mouvement qui change son code ou la partage.
-- Grain : une date, un code avant et un code après (vide quand rien ne lui succède).
-- Définition : prochaine_date est la date du prochain mouvement du code après, vide s’il n’y en a pas. Un changement de nom
-- n’est pas un mouvement ; une commune qui en absorbe d’autres sans changer de code n’a pas de ligne.
-- Source : Insee, mouvements des communes depuis 1943 (staging.cog_mouvement).
WITH cog_mouvement AS (
  SELECT date_evenement, code_avant, code_apres, min(type_evenement) AS type_evenement
  FROM staging.cog_mouvement
  WHERE type_avant = 'COM' AND (type_apres = 'COM' OR type_apres IS NULL) AND type_evenement NOT IN ('10', '34')
  GROUP BY date_evenement, code_avant, code_apres
),
departs AS (
  SELECT
    date_evenement,
    code_avant,
    bool_or(type_evenement IN ('41', '50')) AS change_de_code,
    bool_or(code_apres = code_avant) AS reste
  FROM cog_mouvement
  GROUP BY date_evenement, code_avant
  HAVING bool_or(code_apres IS DISTINCT FROM code_avant)
),
-- le jour où elle change de code, une commune ne garde pas l’ancien, même si une fusion le nomme
mouvements AS (
  SELECT
    cog_mouvement.date_evenement,
    cog_mouvement.type_evenement,
    cog_mouvement.code_avant,
    cog_mouvement.code_apres,
    departs.reste AND NOT departs.change_de_code AS reste
  FROM cog_mouvement
  JOIN departs ON departs.date_evenement = cog_mouvement.date_evenement AND departs.code_avant = cog_mouvement.code_avant
  WHERE NOT departs.change_de_code OR cog_mouvement.code_apres IS DISTINCT FROM cog_mouvement.code_avant
),
-- un code qui ne fait que passer (pris et quitté le même jour) repart le jour même
prochaines AS (
  SELECT
    mouvements.date_evenement,
    mouvements.code_avant,
    mouvements.code_apres,
    min(ensuite.date_evenement) AS prochaine_date
  FROM mouvements
  JOIN mouvements AS ensuite
    ON ensuite.code_avant = mouvements.code_apres
    AND (
      ensuite.date_evenement > mouvements.date_evenement
      OR (
        ensuite.date_evenement = mouvements.date_evenement
        AND NOT ensuite.reste
        AND mouvements.code_avant <> mouvements.code_apres
      )
    )
  GROUP BY mouvements.date_evenement, mouvements.code_avant, mouvements.code_apres
)
SELECT
  mouvements.date_evenement,
  mouvements.type_evenement,
  mouvements.code_avant,
  mouvements.code_apres,
  prochaines.prochaine_date
FROM mouvements
LEFT JOIN prochaines
  ON prochaines.date_evenement = mouvements.date_evenement
  AND prochaines.code_avant = mouvements.code_avant
  AND prochaines.code_apres = mouvements.code_apres
