-- Couples territoire × mois que portait la livraison précédente et que ce fichier n’a plus : la couverture a rétréci.
SELECT precedent.niveau, precedent.territoire_code, precedent.date_mois
FROM precedent
ANTI JOIN {batch} AS lu USING (niveau, territoire_code, indicateur, date_mois)
