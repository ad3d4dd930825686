-- Éditions reçues des organisateurs.
-- Grain : une édition, une version du résultat.
-- Définition : les taux portent sur les habitants du périmètre couvert ; intervalle « aléa seul » (indicateur I2).
-- Source : core.ndls_editions.
WITH editions AS (
  SELECT *, intervalle_poisson(nb_total) AS intervalle FROM core.ndls_editions
)
SELECT
  editions.edition_id,
  editions.statut_resultat,
  editions.niveau,
  editions.territoire_code,
  editions.date_nuit,
  editions.est_retenu,
  editions.unite,
  editions.nb_total,
  CASE WHEN editions.nb_total IS NULL THEN 'NON_COLLECTE' WHEN editions.nb_total = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  editions.perimetre_code,
  editions.perimetre_libelle,
  editions.commentaire_perimetre,
  editions.numero_edition,
  editions.operateur,
  editions.est_mutualise_insee,
  editions.heure_debut,
  editions.heure_fin,
  editions.nb_secteurs_prevus,
  editions.nb_secteurs_couverts,
  editions.nb_secteurs_partiels,
  editions.part_secteurs_couverts_pct,
  editions.nb_equipes,
  editions.nb_volontaires,
  editions.nb_professionnels,
  editions.temperature_min_c,
  editions.precipitation,
  editions.niveau_plan_grand_froid,
  editions.nb_places_hebergement_ouvertes,
  editions.nb_personnes_mises_a_l_abri,
  editions.nb_questionnaires_remplis,
  editions.pop_couverte,
  editions.taux_10000_habitants,
  CASE WHEN editions.taux_10000_habitants IS NOT NULL THEN 10000.0 * editions.intervalle.bas / editions.pop_couverte END AS taux_borne_basse,
  CASE WHEN editions.taux_10000_habitants IS NOT NULL THEN 10000.0 * editions.intervalle.haut / editions.pop_couverte END AS taux_borne_haute,
  editions.statut_detail,
  editions.statut_detail_libelle,
  editions.date_publication,
  editions.source_url
FROM editions
