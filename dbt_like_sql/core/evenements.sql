-- Événements datés, et ceux qui peuvent paraître.
-- Grain : un événement.
-- Définition : les événements reçus, et un changement de consigne pour chaque jour où un SIAO déclare une autre pratique, ou la fin d’une
-- pratique que rien ne suit, quand aucun changement public n’est déjà reçu pour ce jour.
-- Source : staging.evenement, core.siao_pratiques ; nomenclature evenement_type.
WITH changements AS (
  SELECT siao_dep, pratique_debut AS jour, pratique_modalite_libelle AS mots
  FROM core.siao_pratiques
  WHERE pratique_modalite <> modalite_avant
  UNION ALL
  SELECT siao_dep, pratique_fin + 1, pratique_libelle || ', pratique non déclarée depuis'
  FROM core.siao_pratiques
  WHERE est_sans_suite
),
pratiques AS (
  SELECT siao_dep, jour::DATE AS jour, string_agg(mots, ' ; ' ORDER BY mots) AS mots
  FROM changements
  GROUP BY ALL
),
recus AS (
  SELECT * FROM staging.evenement
),
tous AS (
  SELECT
    evenement_id, evenement_type, evenement_debut, evenement_fin, niveau, territoire_code, nb_personnes_concernees, nb_places_evenement,
    niveau_plan_grand_froid, evenement_libelle, source_url, est_public
  FROM recus
  UNION ALL
  SELECT
    p.jour || '-PRATIQUE-' || p.siao_dep, 'CHANGEMENT_CONSIGNE', p.jour, NULL, 'DEP', p.siao_dep, NULL, NULL,
    NULL, 'Déclaré par le SIAO : ' || p.mots, NULL, true
  FROM pratiques AS p
  ANTI JOIN recus AS r
    ON r.niveau = 'DEP' AND r.territoire_code = p.siao_dep AND r.evenement_debut = p.jour AND r.est_public AND r.evenement_type LIKE 'CHANGEMENT_%'
)
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
FROM tous AS evenement
JOIN ref.evenement_type AS nature ON nature.code = evenement.evenement_type
