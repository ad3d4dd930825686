-- Valeurs du Baromètre pour l’accès au logement social, un zéro qui veut dire « non reçu » rendu vide.
-- Grain : un niveau, un territoire, un mois.
-- Définition : un mois où toutes les zones d’un niveau valent 0, ou un territoire qui vaut 0 à toutes les dates, n’est pas collecté.
-- Source : contrat lake.barometre_relogement.
WITH barometre AS (
  SELECT niveau, territoire_code, territoire_libelle, date_mois, valeur_publiee
  FROM lake.barometre_relogement
  WHERE indicateur = 'logement-sans-domicile-hebergement-urgence'
)
SELECT
  niveau,
  territoire_code,
  territoire_libelle,
  date_mois,
  valeur_publiee,
  max(valeur_publiee) OVER (PARTITION BY niveau, date_mois) = 0 AS est_mois_a_zero,
  max(valeur_publiee) OVER (PARTITION BY niveau, territoire_code) = 0 AS est_territoire_a_zero
FROM barometre
