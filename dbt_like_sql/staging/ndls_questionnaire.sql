-- Questionnaires anonymes.
-- Grain : une édition, un répondant.
-- Source : contrat lake.ndls_questionnaire.
SELECT
  edition_id,
  repondant_id,
  secteur_id,
  type_lieu,
  a_consenti,
  a_deja_repondu,
  sexe,
  classe_age,
  composition,
  nb_enfants_presents,
  duree_sans_domicile,
  appel_115,
  motif_non_recours_115,
  a_deja_ete_heberge,
  hebergement_souhaite,
  a_suivi_social,
  a_demande_logement_social,
  a_frequente_accueil_jour,
  ressource_principale,
  a_couverture_maladie,
  sante_percue,
  a_animal,
  questions_posees
FROM lake.ndls_questionnaire
