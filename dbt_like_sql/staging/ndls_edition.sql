-- Éditions des Nuits de la Solidarité, telles que leurs organisateurs les décrivent.
-- Grain : une édition, une version du résultat.
-- Définition : le dernier fichier reçu l’emporte.
-- Source : contrat lake.ndls_edition.
SELECT
  edition_id,
  statut_resultat,
  niveau,
  territoire_code,
  millesime_cog,
  perimetre_id,
  perimetre_code,
  date_nuit,
  heure_debut,
  heure_fin,
  numero_edition,
  operateur,
  est_mutualise_insee,
  nb_secteurs_prevus,
  nb_secteurs_couverts,
  nb_secteurs_partiels,
  nb_equipes,
  nb_volontaires,
  nb_professionnels,
  temperature_min_c,
  precipitation,
  niveau_plan_grand_froid,
  nb_places_hebergement_ouvertes,
  nb_personnes_mises_a_l_abri,
  unite,
  nb_total,
  nb_mineurs_total,
  nb_questionnaires_remplis,
  date_publication,
  source_url,
  estimations_publiables,
  commentaire_perimetre
FROM lake.ndls_edition
QUALIFY dense_rank() OVER (PARTITION BY edition_id, statut_resultat ORDER BY date_reception DESC, fichier_sha256) = 1
