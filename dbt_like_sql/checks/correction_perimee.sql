-- Corrections déclarées dont la valeur fausse attendue n’est plus dans le fichier qui couvre ce niveau et ce mois.
SELECT correction_id
FROM ref.corrections AS correction
WHERE correction.contrat = 'lake.barometre_relogement'
  AND EXISTS (
    SELECT 1 FROM {batch} AS lu
    WHERE lu.niveau = correction.niveau AND lu.date_mois = correction.date_mois::DATE AND NOT starts_with(lu.territoire_code, 'Z')
  )
  AND NOT EXISTS (
    SELECT 1 FROM {batch} AS lu
    WHERE lu.niveau = correction.niveau
      AND lu.territoire_code = correction.territoire_code
      AND lu.date_mois = correction.date_mois::DATE
      AND lu.indicateur = 'logement-sans-domicile-hebergement-urgence'
      AND lu.valeur_publiee = correction.valeur_attendue::DOUBLE
  )
