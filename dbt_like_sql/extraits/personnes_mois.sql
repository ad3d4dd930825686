-- Personnes suivies, mois par mois : ce qu’un projet peut demander, avant toute protection.
-- Grain : une personne, un mois de présence.
-- Définition : les demandes, au 115 et d’insertion, sont celles des ménages de la personne ; les séjours, les siens. Une nuit d’hébergement
-- compte une fois. De plusieurs SIAO dans un mois : une entrée ou une issue l’emporte sur son absence, le retour sur la première entrée, le
-- logement sur le reste ; la situation et la demande d’insertion sont les dernières.
-- Source : extraits.presences, extraits.personnes, core.siao_nuits, staging.siao_* ; nomenclatures siao_situation_demande, siao_type_place,
-- siao_statut_insertion.
WITH presences AS (
  SELECT
    cle_personne,
    mois,
    CASE WHEN count(*) = 1 THEN any_value(siao_dep) ELSE 'PLUSIEURS' END AS departement,
    CASE WHEN bool_or(entree = 'RETOUR') THEN 'RETOUR' WHEN bool_or(entree = 'PREMIERE') THEN 'PREMIERE' ELSE 'SANS_ENTREE' END AS entree,
    CASE
      WHEN bool_or(issue = 'LOGEMENT') THEN 'LOGEMENT'
      WHEN bool_or(issue = 'AUTRE_SORTIE') THEN 'AUTRE_SORTIE'
      WHEN bool_or(issue = 'SANS_NOUVELLES') THEN 'SANS_NOUVELLES'
      ELSE 'EN_COURS'
    END AS issue
  FROM extraits.presences
  GROUP BY ALL
),
fiches AS (
  SELECT DISTINCT p.siao_dep, p.cle_fiche, p.cle_menage, p.cle_personne_centrale AS cle_personne
  FROM staging.siao_personne AS p
  JOIN extraits.personnes AS r ON r.cle_personne = p.cle_personne_centrale
),
nuits AS (
  SELECT f.cle_personne, n.mois, n.nuit_demandee, bool_or(n.est_abrite) AS est_abrite
  FROM core.siao_nuits AS n
  JOIN extraits.mois AS m USING (siao_dep, mois)
  JOIN (SELECT DISTINCT siao_dep, cle_menage, cle_personne FROM fiches) AS f USING (siao_dep, cle_menage)
  GROUP BY ALL
),
demandes_115 AS (
  SELECT
    cle_personne,
    mois,
    CASE WHEN count(*) <= 3 THEN '1_3' WHEN count(*) <= 14 THEN '4_14' ELSE '15_PLUS' END AS nuits_demandees,
    CASE WHEN bool_and(est_abrite) THEN 'TOUJOURS' WHEN bool_or(est_abrite) THEN 'PARFOIS' ELSE 'JAMAIS' END AS acces
  FROM nuits
  GROUP BY ALL
),
situations AS (
  SELECT
    p.cle_personne,
    p.mois,
    max_by(
      CASE
        WHEN situation.regroupement IN ('RUE', 'ERRANCE') THEN 'RUE'
        WHEN situation.regroupement IN ('HEBERGEMENT_URGENCE', 'HEBERGEMENT_INSERTION', 'HEBERGEMENT_ASILE', 'HEBERGEMENT_MEDICAL', 'HOTEL')
          THEN 'HEBERGE'
        WHEN situation.regroupement = 'TIERS' THEN 'TIERS'
        WHEN situation.regroupement IN ('LOGEMENT_ORDINAIRE', 'LOGEMENT_ADAPTE') THEN 'LOGEMENT'
        ELSE 'AUTRE_NR'
      END,
      {'date': s.date_situation, 'siao': s.siao_dep, 'fiche': s.cle_fiche}
    ) AS situation
  FROM extraits.presences AS p
  JOIN staging.siao_personne AS s
    ON s.cle_personne_centrale = p.cle_personne AND s.siao_dep = p.siao_dep AND s.date_situation < p.mois + INTERVAL 1 MONTH
  LEFT JOIN ref.siao_situation_demande AS situation ON situation.code = s.situation_code
  GROUP BY ALL
),
insertions AS (
  SELECT
    p.cle_personne,
    p.mois,
    max_by(
      CASE
        WHEN d.date_admission < p.mois + INTERVAL 1 MONTH THEN 'ADMISE'
        WHEN d.date_cloture < p.mois + INTERVAL 1 MONTH THEN 'CLOSE'
        WHEN d.date_orientation < p.mois + INTERVAL 1 MONTH THEN 'ORIENTEE'
        ELSE 'EN_COURS'
      END,
      {'date': d.date_transmission, 'siao': d.siao_dep, 'demande': d.cle_demande}
    ) AS etat
  FROM extraits.presences AS p
  JOIN (SELECT DISTINCT siao_dep, cle_menage, cle_personne FROM fiches) AS f USING (siao_dep, cle_personne)
  JOIN staging.siao_demande_insertion AS d
    ON d.siao_dep = f.siao_dep AND d.cle_menage = f.cle_menage AND d.date_transmission < p.mois + INTERVAL 1 MONTH
  GROUP BY ALL
),
sejours AS (
  SELECT
    p.cle_personne,
    p.mois,
    CASE
      WHEN place.regroupement = 'LOGEMENT' THEN 3
      WHEN place.regroupement IN ('INSERTION', 'STABILISATION') THEN 2
      ELSE 1
    END AS rang,
    greatest(s.date_entree, p.mois) AS premiere,
    least(coalesce(s.date_sortie, 'infinity'::DATE), (p.mois + INTERVAL 1 MONTH)::DATE) AS apres
  FROM extraits.presences AS p
  JOIN (SELECT DISTINCT siao_dep, cle_fiche, cle_personne FROM fiches) AS f USING (siao_dep, cle_personne)
  JOIN staging.siao_prise_en_charge AS s
    ON s.siao_dep = f.siao_dep AND s.cle_fiche = f.cle_fiche
    AND s.date_entree < p.mois + INTERVAL 1 MONTH AND coalesce(s.date_sortie > p.mois, true)
  LEFT JOIN ref.siao_type_place AS place ON place.code = s.type_place_code
  WHERE coalesce(s.date_sortie >= s.date_entree, true)
),
hebergements AS (
  SELECT cle_personne, mois, ['URGENCE', 'INSERTION', 'LOGEMENT_ADAPTE'][max(rang)] AS hebergement
  FROM sejours
  GROUP BY ALL
),
nuits_hebergees AS (
  SELECT cle_personne, mois, count(DISTINCT nuit) AS nb
  FROM (
    SELECT cle_personne, mois, unnest(generate_series(premiere, apres - 1, INTERVAL 1 DAY)) AS nuit
    FROM sejours
    WHERE rang < 3
  )
  GROUP BY ALL
)
SELECT
  p.cle_personne,
  r.foyer,
  p.mois,
  strftime(p.mois, '%Y-%m') AS mois_presence,
  p.departement AS departement_presence,
  r.sexe_large,
  r.age_large,
  r.menage_large,
  p.entree AS entree_mois,
  coalesce(s.situation, 'AUTRE_NR') AS situation_large,
  coalesce(d.nuits_demandees, 'AUCUNE') AS nuits_demandees,
  coalesce(d.acces, 'SANS_DEMANDE') AS acces_115,
  coalesce(i.etat, 'SANS_DEMANDE') AS etat_insertion,
  CASE WHEN n.nb IS NULL THEN 'AUCUNE' WHEN n.nb <= 7 THEN '1_7' WHEN n.nb <= 21 THEN '8_21' ELSE '22_PLUS' END AS nuits_hebergees,
  coalesce(h.hebergement, 'AUCUN') AS hebergement_large,
  p.issue AS issue_mois
FROM presences AS p
JOIN extraits.personnes AS r USING (cle_personne)
LEFT JOIN situations AS s USING (cle_personne, mois)
LEFT JOIN demandes_115 AS d USING (cle_personne, mois)
LEFT JOIN insertions AS i USING (cle_personne, mois)
LEFT JOIN nuits_hebergees AS n USING (cle_personne, mois)
LEFT JOIN hebergements AS h USING (cle_personne, mois)
