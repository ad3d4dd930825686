-- Ménages qui ont une demande d’insertion, selon le numéro unique qu’elle porte et ce que le SNE en sait.
-- Grain : un SIAO, une année de transmission, un état du numéro (TOTAL : tous les ménages ; NUMEROTE : ceux qui ont un numéro de la zone).
-- Définition : dit sur combien de ménages porte le délai jusqu’au bail. Un ménage sans numéro peut n’avoir fait aucune demande de logement.
-- Les années observées depuis leur premier jour, et finies.
-- Source : core.siao_numeros_annuels, core.siao_sources, core.siao_libelles.
WITH annees AS (
  SELECT DISTINCT n.siao_dep, n.annee
  FROM core.siao_numeros_annuels AS n
  JOIN core.siao_sources AS s
    ON s.siao_dep = n.siao_dep AND make_date(n.annee, 1, 1) >= s.observe_depuis AND make_date(n.annee + 1, 1, 1) <= s.observe_jusqu_au
),
etats AS (
  SELECT
    a.siao_dep,
    a.annee,
    e.code AS etat_numero,
    e.libelle,
    coalesce(sum(n.nb_menages) FILTER (WHERE e.code IN ('TOTAL', n.etat_numero, g.regroupement)), 0) AS nb
  FROM annees AS a
  JOIN core.siao_numeros_annuels AS n USING (siao_dep, annee)
  JOIN core.siao_libelles AS g ON g.liste = 'siao_etat_numero' AND g.code = n.etat_numero
  JOIN core.siao_libelles AS e ON e.liste = 'siao_etat_numero'
  GROUP BY ALL
)
SELECT
  siao_dep || ':' || annee AS lot_numeros,
  'DEP' AS niveau,
  siao_dep AS territoire_code,
  annee::VARCHAR AS periode,
  etat_numero,
  libelle AS etat_numero_libelle,
  nb::INTEGER AS nb_menages_insertion,
  CASE WHEN nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM etats
