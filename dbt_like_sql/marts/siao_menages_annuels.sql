-- Ménages distincts qui ont demandé une place au 115 dans l’année.
-- Grain : un département ou un EPCI, une année entièrement observée, un lieu (TOTAL : le territoire ; ou ce qui, d’un département, n’est pas
-- dans ses EPCI).
-- Définition : indicateur I6b. Au moins le plus grand de ses mois, au plus leur somme. Un ménage qui appelle de deux EPCI compte dans chacun.
-- Un ménage est le numéro que lui donne un SIAO : il ne se reconnaît pas d’un SIAO à l’autre, et une région n’en a pas.
-- Source : core.siao_demandes, core.siao_periodes, core.siao_observations, core.siao_libelles.
WITH demandes AS (
  SELECT 'DEP' AS niveau, siao_dep AS territoire_code, 'TOTAL' AS lieu_demande, mois, siao_dep, cle_menage FROM core.siao_demandes
  UNION ALL
  SELECT 'SIREN_EPCI', epci_code, 'TOTAL', mois, siao_dep, cle_menage FROM core.siao_demandes WHERE epci_code IS NOT NULL
  UNION ALL
  SELECT 'HORS_EPCI', siao_dep, if(lieu_demande = 'PARTAGE', 'AILLEURS', lieu_demande), mois, siao_dep, cle_menage
  FROM core.siao_demandes
  WHERE lieu_demande <> 'EPCI'
),
comptes AS (
  SELECT niveau, territoire_code, lieu_demande, strftime(mois, '%Y') AS periode, count(DISTINCT siao_dep || ':' || cle_menage) AS nb
  FROM demandes
  GROUP BY ALL
),
lieux AS (
  SELECT p.niveau, p.territoire_code, p.siao_source, p.periode, p.periode_debut, l.code AS lieu_demande, l.libelle AS lieu_demande_libelle
  FROM core.siao_periodes AS p
  JOIN core.siao_observations AS o
    ON o.niveau = p.niveau AND o.territoire_code = p.territoire_code AND o.observe_depuis <= p.periode_debut
  JOIN core.siao_libelles AS l
    ON l.liste = 'siao_lieu_demande' AND l.code <> 'EPCI' AND (p.niveau = 'HORS_EPCI') = (l.code <> 'TOTAL')
  WHERE p.niveau <> 'REG' AND len(p.periode) = 4
)
SELECT
  if(l.niveau = 'HORS_EPCI', l.lieu_demande || ':', '') || l.siao_source || ':' || l.periode AS siao_periode,
  if(l.niveau = 'HORS_EPCI', 'DEP', l.niveau) AS niveau,
  l.territoire_code,
  l.periode,
  l.periode_debut,
  l.lieu_demande,
  l.lieu_demande_libelle,
  coalesce(c.nb, 0)::INTEGER AS nb_menages,
  CASE WHEN coalesce(c.nb, 0) = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM lieux AS l
LEFT JOIN comptes AS c
  ON c.niveau = l.niveau AND c.territoire_code = l.territoire_code AND c.lieu_demande = l.lieu_demande AND c.periode = l.periode
