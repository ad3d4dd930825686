-- entree ref.siao_retour
SELECT 'TOTAL' AS code, 'Toutes' AS libelle, NULL::VARCHAR AS regroupement
-- entree ref.siao_mouvement
SELECT 'NOUVELLES' AS code, 'Entrées' AS libelle, 'ENTREE' AS regroupement
-- entree ref.siao_acces_place
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_anciennete
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_etat_numero
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_issue_nuit
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_etat_debut
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_etat_fin
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_issue_parcours
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_lieu_demande
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_population
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_perimetre_demandes
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_rapprochement
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.siao_reponse_demande
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- entree ref.tranche_age
SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS libelle, NULL::VARCHAR AS regroupement WHERE false
-- attendu
SELECT * FROM (VALUES
  ('siao_mouvement', 'NOUVELLES', 'Entrées', 'ENTREE'),
  ('siao_retour', 'TOTAL', 'Toutes', NULL)
) AS v(liste, code, libelle, regroupement)
