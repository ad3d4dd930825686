-- Étapes des demandes de logement social, une fois par extraction.
-- Grain : une demande, une étape, une date, une extraction.
-- Définition : zone est celle où un numéro unique est unique : R11 en Île-de-France, sinon le département (CCH L441-2-1).
-- Une radiation sans motif est annulée, une radiation pour un autre motif n’attribue rien : ni l’une ni l’autre n’est ici.
-- Source : contrat lake.sne_attribution ; nomenclatures departement, sne_modele_logement, sne_statut_dalo.
SELECT
  CASE WHEN dep.region_code = '11' THEN 'R11' ELSE a.dep_logement END AS zone,
  a.cle_numero_unique,
  a.etape,
  a.date_etape,
  year(a.date_etape)::INTEGER AS annee,
  a.date_extraction,
  a.dep_logement,
  a.date_depot,
  a.commune_residence_code,
  a.commune_souhaitee_code,
  a.commune_logement_code,
  CASE a.qpv_code WHEN 'ZUSOUI' THEN true WHEN 'ZUSNON' THEN false END AS est_qpv,
  a.bailleur_siren,
  a.type_reservataire,
  dalo.regroupement AS dalo,
  a.modele_logement,
  modele.regroupement AS situation,
  a.est_modele_verifie,
  a.quartile_ressources,
  a.est_dna,
  coalesce(a.est_dna_deduit, false) AS est_dna_deduit
FROM lake.sne_attribution AS a
LEFT JOIN ref.departement AS dep ON dep.code = a.dep_logement
LEFT JOIN ref.sne_modele_logement AS modele ON modele.code = a.modele_logement
LEFT JOIN ref.sne_statut_dalo AS dalo ON dalo.code = a.statut_dalo
WHERE a.etape <> 'RADIATION' OR a.motif_radiation = 'RADATT'
QUALIFY row_number() OVER (
  PARTITION BY zone, a.cle_numero_unique, a.etape, a.date_etape, a.date_extraction, a.dep_logement
  ORDER BY a.date_reception DESC, a.fichier_sha256, a.ligne_source
) = 1
