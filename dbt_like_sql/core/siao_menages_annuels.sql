-- Ménages distincts qui ont demandé une place au 115 dans l’année, et ceux qui en ont eu une au moins une nuit.
-- Grain : un niveau (DEP, SIREN_EPCI, HORS_EPCI), un territoire, un lieu (TOTAL : le territoire ; ou ce qui, d’un département, n’est pas dans
-- ses EPCI), une année.
-- Définition : indicateurs I6b et I7b1. Recomptés sur l’année : les mois ne s’ajoutent pas. Un ménage est le numéro que lui donne un SIAO : il
-- ne se reconnaît pas d’un SIAO à l’autre, et une région n’en a pas.
-- Gel : nb_menages, nb_menages_deja_pourvus
-- Source : core.siao_demandes.
WITH demandes AS (
  SELECT 'DEP' AS niveau, siao_dep AS territoire_code, 'TOTAL' AS lieu_demande, mois, siao_dep, cle_menage, est_pourvue
  FROM core.siao_demandes
  UNION ALL
  SELECT 'SIREN_EPCI', epci_code, 'TOTAL', mois, siao_dep, cle_menage, est_pourvue FROM core.siao_demandes WHERE epci_code IS NOT NULL
  UNION ALL
  SELECT 'HORS_EPCI', siao_dep, if(lieu_demande = 'PARTAGE', 'AILLEURS', lieu_demande), mois, siao_dep, cle_menage, est_pourvue
  FROM core.siao_demandes
  WHERE lieu_demande <> 'EPCI'
),
menages AS (
  SELECT
    niveau,
    territoire_code,
    lieu_demande,
    date_trunc('year', mois)::DATE AS annee,
    siao_dep,
    cle_menage,
    bool_or(est_pourvue) AS est_deja_pourvu
  FROM demandes
  WHERE cle_menage IS NOT NULL
  GROUP BY ALL
)
SELECT
  niveau,
  territoire_code,
  lieu_demande,
  annee,
  count(*) AS nb_menages,
  count(*) FILTER (WHERE est_deja_pourvu) AS nb_menages_deja_pourvus
FROM menages
GROUP BY ALL
