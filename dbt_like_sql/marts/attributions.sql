-- Part des attributions de logements sociaux aux ménages sans domicile, chaque terme à part (programme 177, indicateur 1.1).
-- Grain : un niveau, un territoire, une année arrêtée au 20 janvier suivant ; vide (NON_COLLECTE) si un département du territoire manque.
-- Définition : nette ((A − B) + C) / D à partir du département quand B y est connu, brute (A + C) / D partout (indicateurs I13n et I13b) ;
-- pas de taux sous 5 ménages.
-- Source : core.attributions, core.territoires_publies.
WITH territoires AS (
  SELECT DISTINCT a.niveau, a.territoire_code
  FROM core.attributions AS a
  JOIN core.territoires_publies AS p USING (niveau, territoire_code)
),
annees AS (
  SELECT DISTINCT annee FROM core.attributions
),
a AS (
  SELECT t.niveau, t.territoire_code, annees.annee, c.* EXCLUDE (niveau, territoire_code, annee)
  FROM territoires AS t
  CROSS JOIN annees
  LEFT JOIN core.attributions AS c
    ON c.niveau = t.niveau AND c.territoire_code = t.territoire_code AND c.annee = annees.annee
)
SELECT
  niveau,
  territoire_code,
  annee,
  CASE WHEN niveau IN ('FR', 'REG', 'DEP') THEN 'part nette (DNA déduit), ou brute' ELSE 'part brute, DNA non déduit' END AS part_libelle,
  nb_radiations::INTEGER AS nb_radiations,
  CASE WHEN nb_radiations IS NULL THEN 'NON_COLLECTE' WHEN nb_radiations = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_heberges::INTEGER AS nb_heberges,
  CASE WHEN nb_heberges IS NULL THEN 'NON_COLLECTE' WHEN nb_heberges = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_heberges,
  nb_dna::INTEGER AS nb_dna,
  CASE WHEN nb_dna IS NULL THEN 'NON_COLLECTE' WHEN nb_dna = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_dna,
  nb_sans_abri::INTEGER AS nb_sans_abri,
  CASE WHEN nb_sans_abri IS NULL THEN 'NON_COLLECTE' WHEN nb_sans_abri = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_abri,
  nb_sans_domicile::INTEGER AS nb_sans_domicile,
  CASE WHEN nb_sans_domicile IS NULL THEN 'NON_COLLECTE' WHEN nb_sans_domicile = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_domicile,
  nb_sans_domicile_hors_dna::INTEGER AS nb_sans_domicile_hors_dna,
  CASE WHEN nb_sans_domicile_hors_dna IS NULL THEN 'NON_COLLECTE' WHEN nb_sans_domicile_hors_dna = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_sans_domicile_hors_dna,
  CASE WHEN nb_sans_domicile >= 5 AND nb_radiations > 0 THEN 100 * nb_sans_domicile / nb_radiations END AS part_brute_pct,
  CASE WHEN nb_sans_domicile_hors_dna >= 5 AND nb_radiations > 0 THEN 100 * nb_sans_domicile_hors_dna / nb_radiations END AS part_nette_pct
FROM a
