-- Ce que chaque commune devient d’un millésime à un autre.
-- Grain : un millésime de départ, un millésime d’arrivée, un code de départ et un code d’arrivée.
-- Définition : de la nature de la publication, réelle ou fictive, jamais des deux.
-- Source : core.passages.
SELECT
  millesime_depart,
  millesime_arrivee,
  code_depart,
  code_arrivee,
  type_evenement,
  date_evenement,
  nb_arrivees
FROM core.passages
WHERE starts_with(code_depart, 'Z') = (SELECT coalesce(bool_or(est_fictif), false) FROM core.territoires_publies)
