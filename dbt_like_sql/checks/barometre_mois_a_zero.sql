-- Mois où tous les territoires du niveau valent 0 : le zéro veut dire « non reçu ».
SELECT niveau, date_mois
FROM {batch}
WHERE indicateur = 'logement-sans-domicile-hebergement-urgence'
GROUP BY ALL
HAVING max(valeur_publiee) = 0
