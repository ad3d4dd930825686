-- Personnes actives à la fin d’un mois, telles que l’extraction qui le suit les connaissait.
-- Grain : un SIAO, une extraction, le dernier mois entier avant elle.
-- Définition : indicateur I9. Le stock de l’indicateur I8, mais d’après les fiches et les séjours de cette extraction seule : active si son
-- dernier contact est en cours, ou date de moins de 90 jours sans sortie enregistrée (un contact le jour d’une sortie finale n’y change rien). Les demandes et les mouvements d’insertion sont
-- datés : ils n’y changent pas.
-- Gel : nb_stock
-- Source : core.siao_sources, core.siao_demandes_115, core.parametres, staging.siao_fiches, staging.siao_sejours_extraits,
-- staging.siao_demande_insertion ; nomenclature siao_situation_sortie.
WITH extractions AS (
  SELECT siao_dep, (date_trunc('month', date_extraction) - INTERVAL 1 DAY)::DATE AS fin_mois, max(date_extraction) AS date_extraction
  FROM staging.siao_sejours_extraits
  JOIN core.siao_sources AS o USING (siao_dep)
  WHERE date_extraction > o.observe_depuis AND date_trunc('month', date_extraction) + INTERVAL 1 MONTH <= o.observe_jusqu_au
  GROUP BY ALL
),
jours AS (
  SELECT siao_dep, cle_menage, nuit_demandee AS jour FROM core.siao_demandes_115
  UNION ALL
  SELECT siao_dep, cle_menage, unnest([date_transmission, date_orientation, date_admission]) AS jour
  FROM staging.siao_demande_insertion
),
contacts AS (
  SELECT x.siao_dep, x.date_extraction, x.fin_mois, f.cle_personne, j.jour + 1 AS date_fin, NULL::VARCHAR AS issue
  FROM extractions AS x
  CROSS JOIN core.parametres AS r
  JOIN jours AS j ON j.siao_dep = x.siao_dep AND j.jour BETWEEN x.fin_mois - r.delai_inactivite_jours AND x.fin_mois
  JOIN staging.siao_fiches AS f
    ON f.siao_dep = x.siao_dep AND f.cle_menage = j.cle_menage AND f.connue_depuis <= x.date_extraction
  UNION ALL
  SELECT
    x.siao_dep,
    x.date_extraction,
    x.fin_mois,
    f.cle_personne,
    CASE WHEN s.date_sortie IS NULL THEN 'infinity'::DATE ELSE greatest(s.date_sortie, s.date_entree + 1) END,
    CASE WHEN s.date_sortie IS NOT NULL THEN coalesce(sortie.regroupement, 'NON_RENSEIGNE') END
  FROM extractions AS x
  CROSS JOIN core.parametres AS r
  JOIN staging.siao_sejours_extraits AS s
    ON s.siao_dep = x.siao_dep
    AND s.date_extraction <= x.date_extraction
    AND coalesce(s.date_extraction_suivante > x.date_extraction, true)
    AND s.date_entree <= x.fin_mois
    AND coalesce(s.date_sortie >= greatest(s.date_entree, x.fin_mois - r.delai_inactivite_jours), true)
  JOIN staging.siao_fiches AS f
    ON f.siao_dep = x.siao_dep AND f.cle_fiche = s.cle_fiche AND f.connue_depuis <= x.date_extraction
  LEFT JOIN ref.siao_situation_sortie AS sortie ON sortie.code = s.situation_sortie_code
),
derniers AS (
  SELECT
    siao_dep,
    date_extraction,
    fin_mois,
    cle_personne,
    max(date_fin) AS dernier,
    max(CASE WHEN issue IS NOT NULL THEN date_fin END) AS derniere_sortie,
    max(
      CASE WHEN issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES') THEN date_fin END
    ) AS derniere_finale
  FROM contacts
  GROUP BY ALL
)
SELECT d.siao_dep, d.date_extraction, date_trunc('month', d.fin_mois)::DATE AS mois, count(*) AS nb_stock
FROM derniers AS d
CROSS JOIN core.parametres AS r
WHERE d.dernier > d.fin_mois
  OR (
    d.dernier + r.delai_inactivite_jours > d.fin_mois
    AND coalesce(d.derniere_sortie < d.dernier, true)
    AND coalesce(d.derniere_finale < d.dernier - 1, true)
  )
GROUP BY ALL
