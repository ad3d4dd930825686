-- Étapes que les bailleurs déclarent eux-mêmes, dans leur dernière extraction.
-- Grain : un bailleur, une demande, une étape, une date.
-- Source : contrat lake.bailleur_attribution.
SELECT bailleur_declarant, cle_numero_unique, etape, date_etape, date_extraction, commune_logement_code, type_reservataire, modele_logement
FROM lake.bailleur_attribution
QUALIFY row_number() OVER (
  PARTITION BY bailleur_declarant, cle_numero_unique, etape, date_etape
  ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
