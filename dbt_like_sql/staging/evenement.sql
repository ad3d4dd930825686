-- Événements datés.
-- Grain : un événement.
-- Définition : le dernier fichier reçu l’emporte.
-- Source : contrat lake.evenement.
SELECT
  evenement_id,
  evenement_type,
  evenement_debut,
  evenement_fin,
  niveau,
  territoire_code,
  nb_personnes_concernees,
  nb_places_evenement,
  niveau_plan_grand_froid,
  evenement_libelle,
  source_url,
  est_public
FROM lake.evenement
QUALIFY dense_rank() OVER (PARTITION BY evenement_id ORDER BY date_reception DESC, fichier_sha256) = 1
