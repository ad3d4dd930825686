-- Demandes d’hébergement au 115 qui ont une réponse, comptées.
-- Grain : un SIAO, un mois, nouvelle ou renouvellement, pourvue ou non, un motif, un lieu et son EPCI.
-- Définition : indicateurs I6a, I7a et I7e.
-- Gel : nb_demandes
-- Source : core.siao_demandes.
SELECT siao_dep, mois, est_renouvellement, est_pourvue, motif_regroupe, lieu_demande, epci_code, count(*) AS nb_demandes
FROM core.siao_demandes
GROUP BY ALL
