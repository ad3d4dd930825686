-- Réponses aux questionnaires, question par question.
-- Grain : une édition détaillée, une question, une modalité ; ENSEMBLE compte les réponses à la question.
-- Définition : parmi les personnes qui ont répondu à la question ; les non-réponses et celles qui disent avoir déjà
-- répondu cette nuit-là sont hors du dénominateur (QU-09). Une question se compare d’une édition à l’autre si ses mots sont
-- les mêmes. La santé et la couverture maladie sont sensibles.
-- Source : core.ndls_editions, staging.ndls_questionnaire ; nomenclatures ndls_question et des réponses.
WITH reponses AS (
  SELECT * FROM staging.ndls_questionnaire WHERE NOT coalesce(a_deja_repondu, false)
),
longues AS (
  SELECT
    edition_id,
    unnest([
      'sexe',
      'classe_age',
      'composition',
      'duree_sans_domicile',
      'appel_115',
      'motif_non_recours_115',
      'hebergement_souhaite',
      'ressource_principale',
      'sante_percue',
      'a_deja_ete_heberge',
      'a_suivi_social',
      'a_demande_logement_social',
      'a_frequente_accueil_jour',
      'a_couverture_maladie',
      'a_animal'
    ]) AS question,
    unnest([
      sexe,
      classe_age,
      composition,
      duree_sans_domicile,
      appel_115,
      motif_non_recours_115,
      hebergement_souhaite,
      ressource_principale,
      sante_percue,
      CASE WHEN a_deja_ete_heberge THEN 'OUI' WHEN NOT a_deja_ete_heberge THEN 'NON' END,
      CASE WHEN a_suivi_social THEN 'OUI' WHEN NOT a_suivi_social THEN 'NON' END,
      CASE WHEN a_demande_logement_social THEN 'OUI' WHEN NOT a_demande_logement_social THEN 'NON' END,
      CASE WHEN a_frequente_accueil_jour THEN 'OUI' WHEN NOT a_frequente_accueil_jour THEN 'NON' END,
      CASE WHEN a_couverture_maladie THEN 'OUI' WHEN NOT a_couverture_maladie THEN 'NON' END,
      CASE WHEN a_animal THEN 'OUI' WHEN NOT a_animal THEN 'NON' END
    ]) AS modalite
  FROM reponses
),
comptes AS (
  SELECT edition_id, question, modalite, count(*) AS nb FROM longues WHERE modalite <> 'NR' GROUP BY ALL
),
modalites AS (
  SELECT 'sexe' AS question, code, libelle FROM ref.sexe
  UNION ALL SELECT 'classe_age', code, libelle FROM ref.classe_age
  UNION ALL SELECT 'composition', code, libelle FROM ref.ndls_composition
  UNION ALL SELECT 'duree_sans_domicile', code, libelle FROM ref.duree_sans_domicile
  UNION ALL SELECT 'appel_115', code, libelle FROM ref.ndls_appel_115
  UNION ALL SELECT 'motif_non_recours_115', code, libelle FROM ref.ndls_motif_non_recours_115
  UNION ALL SELECT 'hebergement_souhaite', code, libelle FROM ref.ndls_hebergement_souhaite
  UNION ALL SELECT 'ressource_principale', code, libelle FROM ref.ndls_ressource
  UNION ALL SELECT 'sante_percue', code, libelle FROM ref.ndls_sante_percue
),
questions AS (
  SELECT DISTINCT
    edition_id,
    unnest(list_transform(string_split(questions_posees, ' | '), lambda morceau: string_split(morceau, ' = ')[1])) AS question,
    unnest(list_transform(string_split(questions_posees, ' | '), lambda morceau: string_split(morceau, ' = ')[2])) AS question_posee
  FROM staging.ndls_questionnaire
),
intitules AS (
  SELECT
    editions.edition_id,
    questions.question,
    lower(questions.question_posee) = lag(lower(questions.question_posee)) OVER (
      PARTITION BY editions.niveau, editions.territoire_code, questions.question ORDER BY editions.date_nuit
    ) AS est_meme_question
  FROM questions
  JOIN core.ndls_editions AS editions ON editions.edition_id = questions.edition_id AND editions.est_detaille
),
reunis AS (
  SELECT edition_id, question, modalite, nb FROM comptes
  UNION ALL
  SELECT edition_id, question, 'ENSEMBLE', sum(nb) FROM comptes GROUP BY ALL
)
SELECT
  editions.edition_id,
  editions.niveau,
  editions.territoire_code,
  editions.date_nuit,
  reunis.question,
  question.libelle AS question_libelle,
  questions.question_posee,
  coalesce(intitules.est_meme_question, false) AS est_meme_question,
  question.regroupement AS sensibilite,
  reunis.modalite,
  coalesce(modalites.libelle, CASE reunis.modalite WHEN 'OUI' THEN 'Oui' WHEN 'NON' THEN 'Non' WHEN 'ENSEMBLE' THEN 'Ensemble des réponses' END) AS modalite_libelle,
  reunis.nb::INTEGER AS nb_repondants
FROM reunis
JOIN core.ndls_editions AS editions ON editions.edition_id = reunis.edition_id AND editions.est_detaille
JOIN ref.ndls_question AS question ON question.code = reunis.question
LEFT JOIN modalites ON modalites.question = reunis.question AND modalites.code = reunis.modalite
LEFT JOIN questions ON questions.edition_id = reunis.edition_id AND questions.question = reunis.question
LEFT JOIN intitules ON intitules.edition_id = reunis.edition_id AND intitules.question = reunis.question
