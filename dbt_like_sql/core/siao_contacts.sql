-- Quand chaque personne a été vue par un SIAO : demandes, mouvements d’insertion, séjours.
-- Grain : un SIAO, un groupe de fiches, un contact (de date_debut à la veille de date_fin) ; deux demandes d’un jour en sont deux.
-- Définition : indicateur I8, jusqu’à la fin de l’observation. Une demande au 115 et un mouvement d’insertion durent un jour ; un séjour,
-- ses nuits, ou jusqu’à la fin de l’observation s’il est en cours (sans issue). Un groupe est une personne selon un rapprochement au moins
-- (core.siao_groupes) ; un ménage dont aucune personne n’est connue n’en donne pas. Les séjours qui finissent avant de commencer ne comptent pas.
-- Source : core.siao_groupes, core.siao_sources, core.siao_demandes_115, staging.siao_* ; nomenclature siao_situation_sortie.
WITH situations AS (
  SELECT DISTINCT siao_dep, cle_fiche, cle_menage, cle_personne, cle_personne_centrale, cle_personne_large FROM staging.siao_personne
),
personnes AS (
  SELECT
    siao_dep,
    cle_fiche,
    cle_menage,
    unnest(['STRICT', 'CENTRAL', 'LARGE']) AS rapprochement,
    unnest([cle_personne, cle_personne_centrale, cle_personne_large]) AS cle_personne
  FROM situations
),
fiches AS (
  SELECT DISTINCT siao_dep, p.cle_fiche, p.cle_menage, g.groupe
  FROM personnes AS p
  JOIN core.siao_groupes AS g USING (siao_dep, rapprochement, cle_personne)
),
menages AS (
  SELECT DISTINCT siao_dep, cle_menage, groupe FROM fiches
),
jours AS (
  SELECT siao_dep, cle_menage, nuit_demandee AS jour FROM core.siao_demandes_115
  UNION ALL
  SELECT siao_dep, cle_menage, unnest([date_transmission, date_orientation, date_admission]) AS jour
  FROM staging.siao_demande_insertion
),
contacts AS (
  SELECT siao_dep, m.groupe, j.jour AS date_debut, j.jour + 1 AS date_fin, NULL::VARCHAR AS issue
  FROM jours AS j
  JOIN menages AS m USING (siao_dep, cle_menage)
  UNION ALL
  SELECT
    siao_dep,
    f.groupe,
    s.date_entree AS date_debut,
    CASE WHEN s.date_sortie IS NULL THEN 'infinity'::DATE ELSE greatest(s.date_sortie, s.date_entree + 1) END AS date_fin,
    CASE WHEN s.date_sortie IS NOT NULL THEN coalesce(sortie.regroupement, 'NON_RENSEIGNE') END AS issue
  FROM staging.siao_prise_en_charge AS s
  JOIN (SELECT DISTINCT siao_dep, cle_fiche, groupe FROM fiches) AS f USING (siao_dep, cle_fiche)
  LEFT JOIN ref.siao_situation_sortie AS sortie ON sortie.code = s.situation_sortie_code
  WHERE coalesce(s.date_sortie >= s.date_entree, true)
)
SELECT
  c.siao_dep,
  c.groupe,
  c.date_debut,
  least(c.date_fin, o.observe_jusqu_au)::DATE AS date_fin,
  CASE WHEN c.date_fin <= o.observe_jusqu_au THEN c.issue END AS issue
FROM contacts AS c
JOIN core.siao_sources AS o ON o.siao_dep = c.siao_dep AND c.date_debut < o.observe_jusqu_au
