-- Mesures des attributions par commune du logement, avant tout regroupement.
-- Grain : une année, un département, une commune (vide si elle n’est pas connue).
-- Définition : attributions, baux et radiations sont trois mesures. A est fait des ménages en structure, à l’hôtel ou en résidence
-- hôtelière, B de ceux d’entre eux qui viennent du DNA, C des sans-abri (programme 177, indicateur 1.1) ; squat et camping sont à part.
-- Les baux hors quartier prioritaire au premier quartile sont ceux de la loi (CCH L441-1).
-- Source : core.attributions_menages.
WITH m AS (
  SELECT *, situation IN ('HEBERGES', 'SANS_ABRI') AS est_sans_domicile FROM core.attributions_menages
)
SELECT
  annee,
  departement_code,
  commune_code,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION') AS nb_radiations,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION' AND situation = 'HEBERGES') AS nb_heberges,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION' AND situation = 'SANS_ABRI') AS nb_sans_abri,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION' AND situation = 'SQUAT_CAMPING') AS nb_squat_camping,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION' AND situation = 'NON_RENSEIGNE') AS nb_situation_inconnue,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION' AND situation = 'HEBERGES' AND est_dna AND NOT est_dna_deduit) AS nb_dna,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'RADIATION' AND situation = 'HEBERGES' AND est_dna IS NULL AND NOT est_dna_deduit) AS nb_dna_inconnu,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'BAIL_SIGNE') AS nb_baux,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'BAIL_SIGNE' AND est_sans_domicile) AS nb_baux_sans_domicile,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'BAIL_SIGNE' AND est_qpv = false) AS nb_baux_hors_qpv,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'BAIL_SIGNE' AND est_qpv = false AND quartile_ressources = '1') AS nb_baux_premier_quartile,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'BAIL_SIGNE' AND est_qpv = false AND quartile_ressources = 'NR') AS nb_baux_quartile_inconnu,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'ATTRIBUTION_CALEOL') AS nb_attributions,
  count(*) FILTER (etat = 'ARRETE' AND etape = 'ATTRIBUTION_CALEOL' AND est_sans_domicile) AS nb_attributions_sans_domicile,
  count(*) FILTER (etat = 'REVISE' AND etape = 'RADIATION') AS nb_radiations_revisees,
  count(*) FILTER (etat = 'REVISE' AND etape = 'RADIATION' AND est_sans_domicile) AS nb_sans_domicile_revises
FROM m
GROUP BY annee, departement_code, commune_code
