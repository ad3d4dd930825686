-- Décomptes par secteur.
-- Grain : une édition, une version, un secteur, un type de lieu, un compteur.
-- Définition : le dernier fichier reçu pour une édition et une version l’emporte.
-- Source : contrat lake.ndls_comptage_secteur.
SELECT
  edition_id,
  statut_resultat,
  secteur_id,
  type_lieu,
  compteur,
  commune_code,
  couverture,
  strate,
  est_hors_perimetre,
  nb_personnes,
  nb_hommes,
  nb_femmes,
  nb_sexe_autre,
  nb_sexe_nr,
  nb_adultes,
  nb_mineurs,
  nb_age_nr,
  nb_groupes,
  nb_personnes_plus_grand_groupe,
  nb_refus,
  nb_endormies,
  nb_non_abordables,
  nb_deja_comptees,
  nb_abris_sans_personne,
  nb_questionnaires,
  nb_temoins_deduits,
  heure_passage
FROM lake.ndls_comptage_secteur
QUALIFY dense_rank() OVER (PARTITION BY edition_id, statut_resultat ORDER BY date_reception DESC, fichier_sha256) = 1
