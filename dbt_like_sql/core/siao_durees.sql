-- Combien de temps avant un logement, un bail, une orientation, une admission.
-- Grain : un niveau (DEP), un territoire, un objet (LOGEMENT : des personnes ; BAIL : des ménages ; ORIENTATION et ADMISSION : des demandes d’insertion), une cohorte, une durée, une issue.
-- Définition : indicateur I12. LOGEMENT : du premier contact à la fin du premier épisode. ORIENTATION : depuis la transmission ; ADMISSION :
-- depuis l’orientation. Durées en jours ; issue vide : encore en cours à la dernière observation, ou partie dans un autre département
-- (censurée). Deux sortes de cohortes : les départs d’une année observée depuis son début ; DERNIERS_21_MOIS, tous ceux qui étaient là
-- dans les 21 derniers mois, chacun entrant à l’ancienneté qu’il a alors (troncature à gauche) : le rythme d’aujourd’hui, sans attendre
-- deux ans. Plus tôt, des personnes peuvent avoir été effacées, 24 mois après leur dernier contact ; leur délai d’inactivité est passé.
-- BAIL (core.siao_baux) : une seule cohorte, TOUTES_ANNEES, de ceux qui sont venus depuis le début de l’observation, chacun entrant le jour où son
-- numéro est connu ; le SNE le suit sans contact, un rythme récent perdrait donc ceux que l’on efface.
-- Gel : nb
-- Source : core.siao_episodes, core.siao_baux, core.siao_sources, core.parametres, staging.siao_demande_insertion.
WITH parcours AS (
  SELECT
    e.siao_dep,
    'LOGEMENT' AS objet,
    e.date_debut AS depart,
    date_diff('day', e.date_debut, coalesce(e.date_fin, o.observe_jusqu_au)) AS sortie,
    CASE
      WHEN e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'ABOUTI'
      WHEN e.issue = 'HEBERGEMENT_INSERTION' THEN 'HEBERGEMENT_STABLE'
      WHEN e.issue IN ('INACTIVITE', 'NON_PRESENTATION', 'DEPART_VOLONTAIRE', 'NON_RENSEIGNE') THEN 'SANS_NOUVELLES'
      WHEN e.issue <> 'MOBILITE' THEN 'AUTRE'
    END AS issue
  FROM core.siao_episodes AS e
  JOIN core.siao_sources AS o USING (siao_dep)
  WHERE e.rapprochement = 'CENTRAL' AND e.rang_episode = 1
),
insertion AS (
  SELECT
    siao_dep,
    unnest(['ORIENTATION', 'ADMISSION']) AS objet,
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
    depart,
    date_diff('day', depart, coalesce(abouti, date_cloture, date_extraction)),
    CASE WHEN abouti IS NOT NULL THEN 'ABOUTI' WHEN date_cloture IS NOT NULL THEN 'AUTRE' END
  FROM insertion
  WHERE depart IS NOT NULL
),
situees AS (
  SELECT
    t.siao_dep,
    t.objet,
    t.issue,
    year(t.depart)::VARCHAR AS annee,
    date_trunc('year', t.depart) >= o.observe_depuis AS est_annee_observee,
    greatest(t.sortie, 1)::INTEGER AS sortie,
    o.observe_jusqu_au,
    (date_diff('day', t.depart, o.observe_jusqu_au) - 730 + r.delai_inactivite_jours)::INTEGER AS debut_fenetre
  FROM toutes AS t
  JOIN core.siao_sources AS o USING (siao_dep)
  CROSS JOIN core.parametres AS r
  WHERE t.depart < o.observe_jusqu_au
)
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, objet, annee AS cohorte_depart, NULL::DATE AS fenetre_jusqu_au, 0 AS entree, sortie, issue, count(*) AS nb
FROM situees
WHERE est_annee_observee
GROUP BY ALL
UNION ALL
SELECT 'DEP', siao_dep, objet, 'DERNIERS_21_MOIS', observe_jusqu_au, greatest(debut_fenetre, 0), sortie, issue, count(*)
FROM situees
WHERE sortie > greatest(debut_fenetre, 0)
GROUP BY ALL
UNION ALL
SELECT
  'DEP',
  b.siao_dep,
  'BAIL',
  'TOUTES_ANNEES',
  NULL,
  date_diff('day', b.depart, b.entree)::INTEGER,
  date_diff('day', b.depart, b.sortie)::INTEGER,
  b.issue,
  count(*)
FROM core.siao_baux AS b
JOIN core.siao_sources AS o USING (siao_dep)
WHERE date_trunc('year', b.depart) >= o.observe_depuis
GROUP BY ALL
