-- Événements datés, et ceux qui peuvent paraître.
-- Grain : un événement.
-- Source : staging.evenement ; nomenclature evenement_type.
SELECT
  evenement.evenement_id,
  evenement.evenement_type,
  nature.libelle AS evenement_type_libelle,
  evenement.evenement_debut,
  evenement.evenement_fin,
  evenement.niveau,
  evenement.territoire_code,
  evenement.nb_personnes_concernees,
  evenement.nb_places_evenement,
  evenement.niveau_plan_grand_froid,
  evenement.evenement_libelle,
  evenement.source_url,
  evenement.est_public
FROM staging.evenement AS evenement
JOIN ref.evenement_type AS nature ON nature.code = evenement.evenement_type
