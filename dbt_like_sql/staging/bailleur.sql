-- Bailleurs sociaux et leur type.
-- Grain : un bailleur.
-- Définition : la dernière liste reçue l’emporte.
-- Source : contrat lake.bailleur.
SELECT bailleur_siren, type_bailleur
FROM lake.bailleur
QUALIFY row_number() OVER (PARTITION BY bailleur_siren ORDER BY date_reception DESC, fichier_sha256) = 1
