-- Réponses aux questionnaires, sans les questions sensibles.
-- Grain : une édition, une question, une réponse.
-- Définition : les questions sensibles (santé, revenus) ne sortent pas sous le département.
-- Source : core.nuits_profils.
SELECT
  profils.edition_id,
  profils.niveau,
  profils.territoire_code,
  profils.date_nuit,
  profils.question || ':' || profils.modalite AS reponse,
  profils.question,
  profils.modalite,
  profils.question_libelle,
  profils.question_posee,
  profils.est_meme_question,
  profils.modalite_libelle,
  profils.nb_repondants,
  CASE WHEN profils.nb_repondants IS NULL THEN 'NON_COLLECTE' WHEN profils.nb_repondants = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.nuits_profils AS profils
WHERE profils.sensibilite = 'COURANT'
