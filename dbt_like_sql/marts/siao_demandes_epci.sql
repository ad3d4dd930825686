-- Demandes d’hébergement au 115 des EPCI, pourvues ou non, et celles que leurs départements ne situent pas.
-- Grain : un EPCI, ou un département et un lieu qui n’est pas un de ses EPCI ; un mois ; une réponse.
-- Définition : indicateurs I6a et I7a, toutes les demandes, selon la commune où elle est faite. Les EPCI tenus tout entiers dans un
-- département, AILLEURS et NON_SITUEE font ses demandes ; un EPCI sur deux départements est dans l’AILLEURS de chacun.
-- Source : core.siao_periodes, core.siao_demandes_comptees, core.siao_libelles.
WITH demandes AS (
  SELECT 'SIREN_EPCI' AS niveau, epci_code AS territoire_code, 'EPCI' AS lieu_demande, mois, est_pourvue, nb_demandes
  FROM core.siao_demandes_comptees
  WHERE epci_code IS NOT NULL
  UNION ALL
  SELECT 'HORS_EPCI', siao_dep, if(lieu_demande = 'PARTAGE', 'AILLEURS', lieu_demande), mois, est_pourvue, nb_demandes
  FROM core.siao_demandes_comptees
  WHERE lieu_demande <> 'EPCI'
),
comptes AS (
  SELECT
    niveau,
    territoire_code,
    lieu_demande,
    mois,
    sum(nb_demandes) AS total,
    coalesce(sum(nb_demandes) FILTER (WHERE est_pourvue), 0) AS pourvues
  FROM demandes
  GROUP BY ALL
),
lieux AS (
  SELECT p.niveau, p.territoire_code, p.siao_source, p.periode, p.periode_debut, l.code AS lieu_demande, l.libelle AS lieu_demande_libelle
  FROM core.siao_periodes AS p
  JOIN core.siao_libelles AS l ON l.liste = 'siao_lieu_demande' AND l.code <> 'TOTAL' AND (p.niveau = 'SIREN_EPCI') = (l.code = 'EPCI')
  WHERE p.niveau IN ('SIREN_EPCI', 'HORS_EPCI') AND len(p.periode) = 7
),
nombres AS (
  SELECT
    l.*,
    unnest(['TOTAL', 'POURVUE', 'NON_POURVUE']) AS reponse_demande,
    unnest([coalesce(c.total, 0), coalesce(c.pourvues, 0), coalesce(c.total - c.pourvues, 0)]) AS nb
  FROM lieux AS l
  LEFT JOIN comptes AS c
    ON c.niveau = l.niveau AND c.territoire_code = l.territoire_code AND c.lieu_demande = l.lieu_demande AND c.mois = l.periode_debut
)
SELECT
  if(n.niveau = 'SIREN_EPCI', '', n.lieu_demande || ':') || n.siao_source || ':' || n.periode AS siao_periode,
  if(n.niveau = 'SIREN_EPCI', 'SIREN_EPCI', 'DEP') AS niveau,
  n.territoire_code,
  n.periode,
  n.periode_debut,
  n.lieu_demande,
  n.lieu_demande_libelle,
  n.reponse_demande,
  r.libelle AS reponse_demande_libelle,
  n.nb::INTEGER AS nb_demandes,
  CASE WHEN n.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM nombres AS n
JOIN core.siao_libelles AS r ON r.liste = 'siao_reponse_demande' AND r.code = n.reponse_demande
