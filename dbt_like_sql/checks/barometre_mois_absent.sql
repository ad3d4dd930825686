-- Mois absents d’une série, entre sa première date et la dernière date du fichier.
SELECT niveau, territoire_code
FROM {batch}
WHERE indicateur = 'logement-sans-domicile-hebergement-urgence'
GROUP BY niveau, territoire_code
HAVING count(DISTINCT date_mois) < 1 + datediff(
  'month',
  min(date_mois),
  (SELECT max(date_mois) FROM {batch} WHERE indicateur = 'logement-sans-domicile-hebergement-urgence')
)
