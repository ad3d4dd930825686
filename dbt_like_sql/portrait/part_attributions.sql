-- Quelle part des attributions de logements sociaux va aux ménages sans domicile, ici et dans le reste de la France ?
-- Grain : un niveau, un territoire, une année.
-- Définition : parts nette (DNA déduit, officielle) et brute (indicateur I13) ; le reste de la France est la France moins le territoire,
-- fait des effectifs publiés ; vide si l’un d’eux manque.
-- Source : recherche.attributions, reference.territoires.
SELECT
  a.niveau,
  a.territoire_code,
  t.territoire_libelle,
  a.annee,
  a.nb_radiations,
  a.statut_valeur,
  a.nb_sans_domicile,
  a.statut_nb_sans_domicile,
  a.part_libelle,
  a.part_nette_pct,
  CASE
    WHEN a.niveau <> 'FR' AND f.nb_radiations > a.nb_radiations
    THEN 100.0 * (f.nb_sans_domicile_hors_dna - a.nb_sans_domicile_hors_dna) / (f.nb_radiations - a.nb_radiations)
  END AS part_nette_reste_pct,
  a.part_brute_pct,
  CASE
    WHEN a.niveau <> 'FR' AND f.nb_radiations > a.nb_radiations
    THEN 100.0 * (f.nb_sans_domicile - a.nb_sans_domicile) / (f.nb_radiations - a.nb_radiations)
  END AS part_brute_reste_pct
FROM recherche.attributions AS a
JOIN reference.territoires AS t ON t.niveau = a.niveau AND t.territoire_code = a.territoire_code
LEFT JOIN recherche.attributions AS f ON f.niveau = 'FR' AND f.annee = a.annee
