-- Combien de temps avant un logement, une orientation, une admission.
-- Grain : un niveau (DEP), un territoire, un objet (LOGEMENT : une personne ; ORIENTATION et ADMISSION : une demande d’insertion), une cohorte, une durée.
-- Définition : indicateur I12. LOGEMENT : du premier contact à la fin du premier épisode. ORIENTATION : depuis la transmission ; ADMISSION : depuis l’orientation. Durées en jours ; issue vide : encore
-- en cours à la dernière observation, ou partie dans un autre département (censurée). Deux sortes de cohortes : les départs d’une année
-- observée depuis son début ; DERNIERS_24_MOIS, tous ceux qui étaient là dans les 24 derniers mois, chacun entrant à l’ancienneté qu’il a
-- alors (troncature à gauche) : le rythme d’aujourd’hui, sans attendre deux ans.
-- Source : core.siao_episodes, core.siao_observations, staging.siao_demande_insertion.
WITH parcours AS (
  SELECT
    e.siao_dep,
    'LOGEMENT' AS objet,
    e.cle_personne AS cle,
    e.date_debut AS depart,
    coalesce(e.date_fin, o.observe_jusqu_au) - e.date_debut AS sortie,
    CASE
      WHEN e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'ABOUTI'
      WHEN e.issue = 'HEBERGEMENT_INSERTION' THEN 'HEBERGEMENT_STABLE'
      WHEN e.issue IN ('INACTIVITE', 'NON_PRESENTATION', 'DEPART_VOLONTAIRE', 'NON_RENSEIGNE') THEN 'SANS_NOUVELLES'
      WHEN e.issue <> 'MOBILITE' THEN 'AUTRE'
    END AS issue
  FROM core.siao_episodes AS e
  JOIN core.siao_observations AS o ON o.niveau = 'DEP' AND o.territoire_code = e.siao_dep
  WHERE e.rapprochement = 'CENTRAL' AND e.rang_episode = 1
),
insertion AS (
  SELECT
    siao_dep,
    unnest(['ORIENTATION', 'ADMISSION']) AS objet,
    cle_demande AS cle,
    unnest([date_transmission, date_orientation]) AS depart,
    unnest([date_orientation, date_admission]) AS abouti,
    date_cloture,
    date_extraction
  FROM staging.siao_demande_insertion
),
toutes AS (
  SELECT * FROM parcours
  UNION ALL
  SELECT
    siao_dep,
    objet,
    cle,
    depart,
    coalesce(abouti, date_cloture, date_extraction) - depart,
    CASE WHEN abouti IS NOT NULL THEN 'ABOUTI' WHEN date_cloture IS NOT NULL THEN 'AUTRE' END
  FROM insertion
  WHERE depart IS NOT NULL
),
situees AS (
  SELECT
    t.siao_dep,
    t.objet,
    t.cle,
    t.issue,
    year(t.depart)::VARCHAR AS annee,
    date_trunc('year', t.depart) >= o.observe_depuis AS est_annee_observee,
    greatest(t.sortie, 1)::INTEGER AS sortie,
    (o.observe_jusqu_au - 730 - t.depart)::INTEGER AS debut_fenetre
  FROM toutes AS t
  JOIN core.siao_observations AS o ON o.niveau = 'DEP' AND o.territoire_code = t.siao_dep
  WHERE t.depart < o.observe_jusqu_au
)
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, objet, annee AS cohorte_depart, cle, 0 AS entree, sortie, issue
FROM situees
WHERE est_annee_observee
UNION ALL
SELECT 'DEP', siao_dep, objet, 'DERNIERS_24_MOIS', cle, greatest(debut_fenetre, 0), sortie, issue
FROM situees
WHERE sortie > greatest(debut_fenetre, 0)
