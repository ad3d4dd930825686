-- Lignes que chaque fichier de demandes au 115 porte pour chaque mois.
-- Grain : un SIAO, un fichier, un mois.
-- Définition : ce qui dit de quel fichier vient un mois ; un effacement n’y change rien.
-- Gel : nb_lignes
-- Source : staging.siao_demande_115.
SELECT siao_dep, fichier_sha256, date_reception, mois, count(*) AS nb_lignes
FROM staging.siao_demande_115
GROUP BY ALL
