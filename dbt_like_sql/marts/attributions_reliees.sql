-- Baux de ménages sans domicile, et ceux d’entre eux dont le numéro unique est connu d’un SIAO.
-- Grain : un département dont un SIAO envoie des numéros uniques, une année arrêtée.
-- Définition : le dénominateur est celui de l’indicateur I13l ; pas de taux sous 5. La part reliée est un minimum des ménages relogés que le SIAO
-- connaît.
-- Source : core.attributions, core.attributions_reliees, core.territoires_publies.
SELECT
  'DEP' AS niveau,
  r.departement_code AS territoire_code,
  r.annee,
  a.nb_baux_sans_domicile::INTEGER AS nb_baux_sans_domicile,
  CASE WHEN a.nb_baux_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN a.nb_baux_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  least(r.nb_baux_relies, a.nb_baux_sans_domicile)::INTEGER AS nb_baux_relies,
  CASE WHEN a.nb_baux_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN r.nb_baux_relies = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_baux_relies,
  CASE WHEN r.nb_baux_relies >= 5 AND a.nb_baux_sans_domicile > 0 THEN 100 * least(r.nb_baux_relies, a.nb_baux_sans_domicile) / a.nb_baux_sans_domicile END AS part_reliee_pct
FROM core.attributions_reliees AS r
JOIN core.territoires_publies AS t ON t.niveau = 'DEP' AND t.territoire_code = r.departement_code
JOIN core.attributions AS a ON a.niveau = 'DEP' AND a.territoire_code = r.departement_code AND a.annee = r.annee
