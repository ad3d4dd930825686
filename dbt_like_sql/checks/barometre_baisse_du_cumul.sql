-- Cumuls annuels plus bas que le mois précédent de la même année, mois à zéro pour tous exclus.
SELECT niveau, territoire_code, date_mois
FROM (
  SELECT
    niveau,
    territoire_code,
    date_mois,
    valeur_publiee < lag(valeur_publiee) OVER (PARTITION BY niveau, territoire_code, year(date_mois) ORDER BY date_mois) AS baisse,
    max(valeur_publiee) OVER (PARTITION BY niveau, date_mois) = 0 AS est_mois_a_zero
  FROM {batch}
  WHERE indicateur = 'logement-sans-domicile-hebergement-urgence'
)
WHERE baisse AND NOT est_mois_a_zero
