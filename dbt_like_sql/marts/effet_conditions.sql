-- Conditions de chaque phrase sur la mise en œuvre accélérée, remplies ou non, et menaces que rien ne lève.
-- Grain : une source, une définition, une condition ou une menace.
-- Définition : indicateur I17 ; une condition que la source ne permet pas de vérifier n’est pas remplie.
-- Source : core.effet_estimations.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  c.rang AS rang_condition,
  c.nature AS nature_condition,
  c.palier AS palier_effet,
  c.texte AS condition_effet,
  c.etat AS etat_condition
FROM core.effet_estimations
CROSS JOIN LATERAL unnest(resultat.conditions) AS t(c)
