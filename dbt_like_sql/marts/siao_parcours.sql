-- Où en étaient, au début et à la fin de l’année, les personnes suivies dans l’année.
-- Grain : un SIAO, une année, un état au 1er janvier (ou TOTAL), un état au 31 décembre (ou TOTAL).
-- Définition : indicateur I12, transitions. Les lignes et les colonnes font les personnes suivies de l’année (« siao_bornes »).
-- Source : core.siao_parcours, core.siao_libelles.
SELECT
  p.territoire_code || ':' || p.annee || ':' || d.code || '>' || f.code AS ligne_flux,
  p.niveau,
  p.territoire_code,
  p.annee::VARCHAR AS periode,
  d.code AS etat_debut,
  d.libelle AS etat_debut_libelle,
  f.code AS etat_fin,
  f.libelle AS etat_fin_libelle,
  coalesce(sum(p.nb_personnes) FILTER (WHERE d.code IN ('TOTAL', p.etat_debut) AND f.code IN ('TOTAL', p.etat_fin)), 0)::INTEGER AS nb_personnes_suivies,
  CASE
    WHEN coalesce(sum(p.nb_personnes) FILTER (WHERE d.code IN ('TOTAL', p.etat_debut) AND f.code IN ('TOTAL', p.etat_fin)), 0) = 0 THEN 'ZERO'
    ELSE 'PUBLIE'
  END AS statut_valeur
FROM core.siao_parcours AS p
JOIN core.siao_libelles AS d ON d.liste = 'siao_etat_debut'
JOIN core.siao_libelles AS f ON f.liste = 'siao_etat_fin' AND (d.code <> 'TOTAL' OR f.code <> 'TOTAL')
GROUP BY ALL
