-- Où en étaient, au début et à la fin de l’année, les personnes suivies dans l’année.
-- Grain : un niveau (DEP), un territoire, une année entièrement observée, un état au 1er janvier, un état au 31 décembre.
-- Définition : indicateur I12, transitions. Une personne active est là où elle séjourne ce jour-là, sinon sans hébergement connu. Avant
-- d’être active, elle est nouvelle, ou de retour ; après, son état est l’issue de son dernier épisode : logée, sans nouvelles, autre.
-- Gel : nb_personnes
-- Source : core.siao_sources, core.siao_episodes, staging.siao_prise_en_charge, staging.siao_personne ; nomenclature siao_type_place.
WITH annees AS (
  SELECT siao_dep, d::DATE AS debut, (d + INTERVAL 1 YEAR)::DATE - 1 AS fin
  FROM
    core.siao_sources,
    generate_series(date_trunc('year', observe_depuis), observe_jusqu_au - INTERVAL 1 YEAR, INTERVAL 1 YEAR) AS s(d)
  WHERE d >= observe_depuis
),
episodes AS (
  SELECT * FROM core.siao_episodes WHERE rapprochement = 'CENTRAL'
),
suivies AS (
  SELECT
    a.siao_dep,
    a.debut,
    a.fin,
    e.cle_personne,
    bool_or(e.date_debut <= a.debut AND coalesce(e.date_fin > a.debut, true)) AS actif_debut,
    bool_or(e.date_debut <= a.fin AND coalesce(e.date_fin > a.fin, true)) AS actif_fin,
    max_by(e.issue, e.date_fin) FILTER (WHERE e.date_fin <= a.fin) AS issue
  FROM annees AS a
  JOIN episodes AS e
    ON e.siao_dep = a.siao_dep AND e.date_debut <= a.fin AND coalesce(e.date_fin >= a.debut, true)
  GROUP BY ALL
),
connues AS (
  SELECT DISTINCT a.siao_dep, a.debut, e.cle_personne
  FROM annees AS a
  JOIN episodes AS e ON e.siao_dep = a.siao_dep AND e.date_debut < a.debut
),
sejours AS (
  SELECT DISTINCT
    p.siao_dep,
    p.cle_personne_centrale AS cle_personne,
    s.date_entree,
    s.date_sortie,
    CASE
      WHEN place.regroupement = 'LOGEMENT' THEN 3
      WHEN place.regroupement IN ('INSERTION', 'STABILISATION') THEN 2
      ELSE 1
    END AS rang
  FROM staging.siao_prise_en_charge AS s
  JOIN staging.siao_personne AS p USING (siao_dep, cle_fiche)
  LEFT JOIN ref.siao_type_place AS place ON place.code = s.type_place_code
),
lieux AS (
  SELECT
    a.siao_dep,
    a.debut,
    s.cle_personne,
    max(s.rang) FILTER (WHERE s.date_entree <= a.debut AND coalesce(s.date_sortie > a.debut, true)) AS rang_debut,
    max(s.rang) FILTER (WHERE s.date_entree <= a.fin AND coalesce(s.date_sortie > a.fin, true)) AS rang_fin
  FROM annees AS a
  JOIN sejours AS s ON s.siao_dep = a.siao_dep AND s.date_entree <= a.fin AND coalesce(s.date_sortie > a.debut, true)
  GROUP BY ALL
),
etats AS (
  SELECT
    v.siao_dep,
    v.debut,
    CASE
      WHEN v.actif_debut THEN coalesce(['URGENCE', 'INSERTION', 'LOGEMENT_ADAPTE'][l.rang_debut], 'SANS_HEBERGEMENT')
      WHEN c.cle_personne IS NOT NULL THEN 'RETOUR'
      ELSE 'NOUVELLE'
    END AS etat_debut,
    CASE
      WHEN v.actif_fin THEN coalesce(['URGENCE', 'INSERTION', 'LOGEMENT_ADAPTE'][l.rang_fin], 'SANS_HEBERGEMENT')
      WHEN v.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'LOGEE'
      WHEN v.issue IN ('INACTIVITE', 'NON_PRESENTATION', 'DEPART_VOLONTAIRE', 'NON_RENSEIGNE') THEN 'SANS_NOUVELLES'
      ELSE 'AUTRE_SORTIE'
    END AS etat_fin
  FROM suivies AS v
  LEFT JOIN connues AS c USING (siao_dep, debut, cle_personne)
  LEFT JOIN lieux AS l USING (siao_dep, debut, cle_personne)
)
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, year(debut)::INTEGER AS annee, etat_debut, etat_fin, count(*) AS nb_personnes
FROM etats
GROUP BY ALL
