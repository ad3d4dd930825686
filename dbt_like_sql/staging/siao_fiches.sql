-- Fiches des SIAO, et depuis quelle extraction chacune est connue dans son ménage.
-- Grain : un SIAO, une fiche, un ménage.
-- Définition : sa personne est celle que la première extraction qui la porte a reconnue (rapprochement central, décision 0017).
-- Source : contrat lake.siao_personne.
WITH fiches AS (
  SELECT
    siao_dep,
    cle_fiche,
    cle_menage,
    date_extraction,
    first_value(cle_personne_centrale) OVER (
      PARTITION BY siao_dep, cle_fiche ORDER BY date_extraction, date_reception, fichier_sha256, date_situation
    ) AS cle_personne
  FROM lake.siao_personne
)
SELECT siao_dep, cle_fiche, cle_menage, cle_personne, min(date_extraction) AS connue_depuis
FROM fiches
GROUP BY ALL
