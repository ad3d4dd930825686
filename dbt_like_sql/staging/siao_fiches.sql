-- Fiches des SIAO, et depuis quelle extraction chacune est connue dans son ménage.
-- Grain : un SIAO, une fiche, un ménage, une personne (rapprochement central).
-- Source : contrat lake.siao_personne.
SELECT siao_dep, cle_fiche, cle_menage, cle_personne_centrale AS cle_personne, min(date_extraction) AS connue_depuis
FROM lake.siao_personne
GROUP BY ALL
