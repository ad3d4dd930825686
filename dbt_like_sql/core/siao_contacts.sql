-- Quand chaque personne a été vue par un SIAO : demandes, mouvements d’insertion, séjours.
-- Grain : un SIAO, une personne, un contact (de date_debut à la veille de date_fin).
-- Définition : indicateur I8. Une demande au 115 et un mouvement d’insertion durent un jour ; un séjour, ses nuits ; un séjour en cours
-- va jusqu’au lendemain de la dernière extraction de son SIAO. La personne est celle de la clé centrale ; un ménage dont aucune
-- personne n’est connue n’en donne pas. Les séjours qui finissent avant de commencer ne comptent pas.
-- Source : staging.siao_*, nomenclature siao_situation_sortie.
WITH fiches AS (
  SELECT DISTINCT siao_dep, cle_fiche, cle_menage, cle_personne_centrale AS cle FROM staging.siao_personne
),
membres AS (
  SELECT DISTINCT siao_dep, cle_menage, cle FROM fiches
),
jours AS (
  SELECT siao_dep, cle_menage, nuit_demandee AS jour FROM staging.siao_demande_115 WHERE cle_menage IS NOT NULL
  UNION
  SELECT siao_dep, cle_menage, unnest([date_transmission, date_orientation, date_admission]) AS jour
  FROM staging.siao_demande_insertion
),
sejours AS (
  SELECT
    s.siao_dep,
    s.cle_fiche,
    s.date_entree AS date_debut,
    coalesce(s.date_sortie, max(s.date_extraction) OVER (PARTITION BY s.siao_dep) + 1) AS date_fin,
    CASE WHEN s.date_sortie IS NOT NULL THEN coalesce(issue.regroupement, 'NON_RENSEIGNE') END AS issue
  FROM staging.siao_prise_en_charge AS s
  LEFT JOIN ref.siao_situation_sortie AS issue ON issue.code = s.situation_sortie_code
  WHERE coalesce(s.date_sortie >= s.date_entree, true)
)
SELECT m.siao_dep, m.cle AS cle_personne, j.jour AS date_debut, (j.jour + 1)::DATE AS date_fin, NULL::VARCHAR AS issue
FROM jours AS j
JOIN membres AS m USING (siao_dep, cle_menage)
WHERE j.jour IS NOT NULL
UNION ALL
SELECT f.siao_dep, f.cle AS cle_personne, s.date_debut, greatest(s.date_fin, s.date_debut + 1)::DATE AS date_fin, s.issue
FROM sejours AS s
JOIN (SELECT DISTINCT siao_dep, cle_fiche, cle FROM fiches) AS f USING (siao_dep, cle_fiche)
