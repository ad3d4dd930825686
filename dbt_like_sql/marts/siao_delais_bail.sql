-- Ménages qui ont signé un bail du parc social sous tel délai après leur premier contact avec le SIAO, les autres sorties étant comptées.
-- Grain : un SIAO, une issue, un délai.
-- Définition : indicateur I12, parmi les ménages dont un numéro unique est connu. Rien sous part_numerotee_minimale : trop peu de ménages de ce
-- SIAO seraient suivis jusqu’au bail. La part se calcule sur le nombre au départ, du même tableau.
-- Source : core.siao_delais_comptes, core.siao_numeros_annuels, core.parametres, core.siao_libelles.
WITH suffisants AS (
  SELECT n.siao_dep
  FROM core.siao_numeros_annuels AS n
  CROSS JOIN core.parametres AS p
  JOIN core.siao_libelles AS e ON e.liste = 'siao_etat_numero' AND e.code = n.etat_numero
  GROUP BY n.siao_dep
  HAVING sum(n.nb_menages) FILTER (WHERE e.regroupement = 'NUMEROTE') >= any_value(p.part_numerotee_minimale) * sum(n.nb_menages)
)
SELECT
  d.objet || ':' || d.territoire_code || ':' || d.cohorte_depart || ':' || d.issue || ':' || lpad(d.delai_jours::VARCHAR, 3, '0') AS ligne_delai,
  d.niveau,
  d.territoire_code,
  d.objet AS objet_delai,
  d.cohorte_depart,
  d.issue AS issue_parcours,
  l.libelle AS issue_parcours_libelle,
  lpad(d.delai_jours::VARCHAR, 3, '0') AS delai_jours,
  d.nb AS nb_menages_suivis,
  CASE WHEN d.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  d.bas AS nb_menages_suivis_bas,
  CASE WHEN d.bas IS NULL THEN 'NON_COLLECTE' WHEN d.bas = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_menages_suivis_bas,
  d.haut AS nb_menages_suivis_haut,
  CASE WHEN d.haut IS NULL THEN 'NON_COLLECTE' WHEN d.haut = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_menages_suivis_haut
FROM core.siao_delais_comptes AS d
JOIN suffisants AS s ON s.siao_dep = d.territoire_code
JOIN core.siao_libelles AS l ON l.liste = 'siao_issue_parcours' AND l.code = d.issue
WHERE d.objet = 'BAIL'
