-- Ménages à effacer : aucune personne qui reste, et aucune demande depuis l’horizon du SIAO.
-- Grain : un SIAO, un ménage.
-- Source : lake.siao_*, retention.horizons, retention.fiches.
WITH membres AS (
  SELECT siao_dep, cle_menage, cle_fiche FROM lake.siao_personne
  UNION
  SELECT siao_dep, cle_menage, cle_fiche FROM lake.siao_prise_en_charge WHERE cle_menage IS NOT NULL
),
demandes AS (
  SELECT siao_dep, cle_menage, max(coalesce(nuit_demandee, date_heure_demande::DATE)) AS dernier
  FROM lake.siao_demande_115
  WHERE cle_menage IS NOT NULL
  GROUP BY ALL
  UNION ALL
  SELECT siao_dep, cle_menage, max(coalesce(greatest(date_transmission, date_orientation, date_admission), date_extraction))
  FROM lake.siao_demande_insertion
  WHERE cle_menage IS NOT NULL
  GROUP BY ALL
),
menages AS (
  SELECT m.siao_dep, m.cle_menage, f.cle_fiche IS NULL AS est_revu
  FROM membres AS m
  LEFT JOIN retention.fiches AS f USING (siao_dep, cle_fiche)
  UNION ALL
  SELECT d.siao_dep, d.cle_menage, coalesce(d.dernier >= h.horizon, true)
  FROM demandes AS d
  LEFT JOIN retention.horizons AS h USING (siao_dep)
  UNION ALL
  SELECT siao_dep, cle_menage, false FROM lake.siao_menage
)
SELECT siao_dep, cle_menage
FROM menages
GROUP BY ALL
HAVING NOT bool_or(est_revu)
