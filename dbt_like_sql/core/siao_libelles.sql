-- Intitulés des codes des tables du SIAO, réunis pour ceux qui publient.
-- Grain : une liste de codes, un code.
-- Source : nomenclatures siao_* et tranche_age.
SELECT 'siao_acces_place' AS liste, code, libelle, regroupement FROM ref.siao_acces_place
UNION ALL
SELECT 'siao_anciennete' AS liste, code, libelle, regroupement FROM ref.siao_anciennete
UNION ALL
SELECT 'siao_etat_debut' AS liste, code, libelle, regroupement FROM ref.siao_etat_debut
UNION ALL
SELECT 'siao_etat_fin' AS liste, code, libelle, regroupement FROM ref.siao_etat_fin
UNION ALL
SELECT 'siao_etat_numero' AS liste, code, libelle, regroupement FROM ref.siao_etat_numero
UNION ALL
SELECT 'siao_issue_nuit' AS liste, code, libelle, regroupement FROM ref.siao_issue_nuit
UNION ALL
SELECT 'siao_issue_parcours' AS liste, code, libelle, regroupement FROM ref.siao_issue_parcours
UNION ALL
SELECT 'siao_lieu_demande' AS liste, code, libelle, regroupement FROM ref.siao_lieu_demande
UNION ALL
SELECT 'siao_mouvement' AS liste, code, libelle, regroupement FROM ref.siao_mouvement
UNION ALL
SELECT 'siao_perimetre_demandes' AS liste, code, libelle, regroupement FROM ref.siao_perimetre_demandes
UNION ALL
SELECT 'siao_population' AS liste, code, libelle, regroupement FROM ref.siao_population
UNION ALL
SELECT 'siao_rapprochement' AS liste, code, libelle, regroupement FROM ref.siao_rapprochement
UNION ALL
SELECT 'siao_reponse_demande' AS liste, code, libelle, regroupement FROM ref.siao_reponse_demande
UNION ALL
SELECT 'siao_retour' AS liste, code, libelle, regroupement FROM ref.siao_retour
UNION ALL
SELECT 'tranche_age' AS liste, code, libelle, regroupement FROM ref.tranche_age
