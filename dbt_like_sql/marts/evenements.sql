-- Événements publics des territoires publiés.
-- Grain : un événement.
-- Source : core.evenements, core.territoires_publies.
SELECT
  evenement.evenement_id,
  evenement.evenement_type,
  evenement.evenement_type_libelle,
  evenement.evenement_debut,
  evenement.evenement_fin,
  evenement.niveau,
  evenement.territoire_code,
  evenement.nb_personnes_concernees,
  evenement.nb_places_evenement,
  evenement.niveau_plan_grand_froid,
  evenement.evenement_libelle,
  evenement.source_url
FROM core.evenements AS evenement
SEMI JOIN core.territoires_publies USING (niveau, territoire_code)
WHERE evenement.est_public
