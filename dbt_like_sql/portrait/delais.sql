-- Parmi les personnes venues au SIAO une année donnée, quelle part est logée un an, ou deux ans, plus tard ?
-- Grain : un niveau, un territoire, une cohorte, un délai.
-- Définition : personnes logées à ce délai, rapportées à la cohorte au départ, avec les bornes à 95 % (indicateur I12).
-- Source : recherche.siao_delais_logement, reference.territoires.
SELECT
  d.niveau,
  d.territoire_code,
  t.territoire_libelle,
  d.cohorte_depart,
  d.delai_jours,
  d.nb_parcours,
  d.statut_valeur,
  c.nb_parcours AS nb_parcours_depart,
  100.0 * d.nb_parcours / nullif(c.nb_parcours, 0) AS part_logee_pct,
  100.0 * d.nb_parcours_bas / nullif(c.nb_parcours, 0) AS part_logee_pct_bas,
  100.0 * d.nb_parcours_haut / nullif(c.nb_parcours, 0) AS part_logee_pct_haut
FROM recherche.siao_delais_logement AS d
JOIN recherche.siao_delais_logement AS c
  ON c.niveau = d.niveau AND c.territoire_code = d.territoire_code AND c.objet_delai = d.objet_delai
  AND c.cohorte_depart = d.cohorte_depart AND c.issue_parcours = 'TOTAL'
JOIN reference.territoires AS t ON t.niveau = d.niveau AND t.territoire_code = d.territoire_code
WHERE d.issue_parcours = 'ABOUTI'
