-- Étapes des demandes avec leur durée de validité : une ligne qu’une extraction suivante n’a plus est close, jamais effacée.
-- Grain : une zone, une demande, une étape, une date, une extraction.
-- Définition : date_fin_validite est l’extraction suivante du même département, année et étape, quand elle n’a plus la ligne
-- (déradiation ou correction).
-- Source : staging.sne_attribution, core.sne_extractions.
WITH lignes AS (
  SELECT a.*, e.date_extraction_suivante, e.est_arrete, e.est_derniere
  FROM staging.sne_attribution AS a
  JOIN core.sne_extractions AS e USING (dep_logement, annee, etape, date_extraction)
  WHERE NOT e.est_partielle
)
SELECT
  l.zone,
  l.cle_numero_unique,
  l.etape,
  l.date_etape,
  l.annee,
  l.date_extraction,
  CASE WHEN suite.cle_numero_unique IS NULL THEN l.date_extraction_suivante END AS date_fin_validite,
  l.est_arrete,
  l.est_derniere,
  l.dep_logement,
  l.date_depot,
  l.commune_residence_code,
  l.commune_souhaitee_code,
  l.commune_logement_code,
  l.est_qpv,
  l.bailleur_siren,
  l.type_reservataire,
  l.dalo,
  l.situation,
  l.est_modele_verifie,
  l.quartile_ressources,
  l.est_dna,
  l.est_dna_deduit
FROM lignes AS l
LEFT JOIN lignes AS suite
  ON suite.zone = l.zone
  AND suite.cle_numero_unique = l.cle_numero_unique
  AND suite.etape = l.etape
  AND suite.date_etape = l.date_etape
  AND suite.dep_logement = l.dep_logement
  AND suite.date_extraction = l.date_extraction_suivante
