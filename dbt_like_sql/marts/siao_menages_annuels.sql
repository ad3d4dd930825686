-- Ménages distincts qui ont demandé une place au 115 dans l’année, et ceux qui en ont eu une au moins une nuit.
-- Grain : un département ou un EPCI, une année entièrement observée, un lieu (TOTAL : le territoire ; ou ce qui, d’un département, n’est pas
-- dans ses EPCI), un accès à une place (TOTAL, DEJA).
-- Définition : indicateurs I6b et I7b1. Chacun est au moins le plus grand de ses mois, au plus leur somme. Un ménage qui appelle de deux EPCI
-- compte dans chacun. Les ménages jamais pourvus de l’année sont la différence : ce n’est pas une réunion de mois, un ménage sans place en
-- janvier peut en avoir une en février.
-- Source : core.siao_menages_annuels, core.siao_periodes, core.siao_observations, core.siao_libelles.
WITH lieux AS (
  SELECT p.niveau, p.territoire_code, p.siao_source, p.periode, p.periode_debut, l.code AS lieu_demande, l.libelle AS lieu_demande_libelle
  FROM core.siao_periodes AS p
  JOIN core.siao_observations AS o
    ON o.niveau = p.niveau AND o.territoire_code = p.territoire_code AND o.observe_depuis <= p.periode_debut
  JOIN core.siao_libelles AS l
    ON l.liste = 'siao_lieu_demande' AND l.code <> 'EPCI' AND (p.niveau = 'HORS_EPCI') = (l.code <> 'TOTAL')
  WHERE p.niveau <> 'REG' AND len(p.periode) = 4
),
acces AS (
  SELECT
    l.*,
    unnest(['TOTAL', 'DEJA']) AS acces_place,
    unnest([coalesce(c.nb_menages, 0), coalesce(c.nb_menages_deja_pourvus, 0)]) AS nb
  FROM lieux AS l
  LEFT JOIN core.siao_menages_annuels AS c
    ON c.niveau = l.niveau AND c.territoire_code = l.territoire_code AND c.lieu_demande = l.lieu_demande AND c.annee = l.periode_debut
)
SELECT
  if(a.niveau = 'HORS_EPCI', a.lieu_demande || ':', '') || a.siao_source || ':' || a.periode AS siao_periode,
  if(a.niveau = 'HORS_EPCI', 'DEP', a.niveau) AS niveau,
  a.territoire_code,
  a.periode,
  a.periode_debut,
  a.lieu_demande,
  a.lieu_demande_libelle,
  a.acces_place,
  r.libelle AS acces_place_libelle,
  a.nb::INTEGER AS nb_menages,
  CASE WHEN a.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM acces AS a
JOIN core.siao_libelles AS r ON r.liste = 'siao_acces_place' AND r.code = a.acces_place
