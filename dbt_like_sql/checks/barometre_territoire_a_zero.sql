-- Territoires qui valent 0 à toutes les dates : hors de la source.
SELECT niveau, territoire_code
FROM {batch}
WHERE indicateur = 'logement-sans-domicile-hebergement-urgence'
GROUP BY ALL
HAVING max(valeur_publiee) = 0
