-- Demandes d’hébergement au 115 non pourvues, par motif.
-- Grain : un territoire (département ou région), un mois, un motif.
-- Définition : indicateur I7e, sur toutes les demandes. OFFRE : pas de place, ou pas de place adaptée.
-- Source : core.siao_demandes_comptees, core.siao_mois, core.siao_libelles.
WITH refus AS (
  SELECT
    t.niveau,
    t.territoire_code,
    t.siao_source,
    t.mois,
    coalesce(motif_regroupe, 'NON_RENSEIGNE') AS motif,
    coalesce(sum(nb_demandes) FILTER (WHERE NOT est_pourvue), 0) AS nb
  FROM core.siao_demandes_comptees
  JOIN core.siao_mois AS t USING (siao_dep, mois)
  GROUP BY ALL
)
SELECT
  d.siao_source || ':' || strftime(d.mois, '%Y-%m') AS siao_periode,
  d.niveau,
  d.territoire_code,
  strftime(d.mois, '%Y-%m') AS periode,
  d.mois AS periode_debut,
  r.code AS reponse_demande,
  r.libelle AS reponse_demande_libelle,
  coalesce(sum(d.nb) FILTER (WHERE r.code IN ('NON_POURVUE', d.motif)), 0)::INTEGER AS nb_demandes,
  CASE WHEN coalesce(sum(d.nb) FILTER (WHERE r.code IN ('NON_POURVUE', d.motif)), 0) = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM refus AS d
JOIN core.siao_libelles AS r
  ON r.liste = 'siao_reponse_demande' AND (r.code = 'NON_POURVUE' OR r.regroupement = 'NON_POURVUE')
GROUP BY ALL
