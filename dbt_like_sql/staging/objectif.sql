-- Objectifs annuels annoncés.
-- Grain : un indicateur visé, un territoire, une année.
-- Définition : le dernier fichier reçu l’emporte.
-- Source : contrat lake.objectif.
SELECT objectif_indicateur, niveau, territoire_code, annee, valeur_objectif, source_titre, source_url
FROM lake.objectif
QUALIFY row_number() OVER (
  PARTITION BY objectif_indicateur, niveau, territoire_code, annee ORDER BY date_reception DESC, fichier_sha256
) = 1
