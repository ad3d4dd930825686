-- Chaque territoire comparé à ceux de son niveau : rapport à l’attendu, intervalles, entonnoir, valeur lissée, rang, pairs.
-- Grain : une mesure, un niveau, un territoire, une année.
-- Définition : paragraphes 5.3 à 5.6 des indicateurs. L’attendu applique au territoire le taux de tous ceux de son niveau. MENAGES_RELOGES : personnes du
-- Baromètre ramenées en ménages, par habitant, année complète. PART_NETTE et PART_BRUTE : ménages sans domicile parmi les radiations pour
-- attribution, DNA déduit ou non. Les effectifs arrondis à 5 s’écartent de 4 au plus : intervalles et verdicts en tiennent compte.
-- Calculée à la publication, à partir des seules tables protégées (schéma « protege »), jamais de l’entrepôt : décision 0023.
-- Source : protege.relogement_annuel, protege.attributions, protege.demandes_actives, protege.territoires, protege.parametres.
WITH relogement AS (
  SELECT
    'MENAGES_RELOGES' AS mesure_comparee,
    niveau,
    territoire_code,
    annee,
    statut_valeur,
    nb_personnes_annee / personnes_par_menage AS observe,
    pop_municipale::DOUBLE AS reference
  FROM protege.relogement_annuel
  CROSS JOIN protege.parametres
  WHERE est_annee_complete AND niveau IN ('DEP', 'REG')
),
attributions AS (
  SELECT
    mesure_comparee,
    niveau,
    territoire_code,
    annee,
    CASE mesure_comparee WHEN 'PART_NETTE' THEN statut_nb_sans_domicile_hors_dna ELSE statut_nb_sans_domicile END AS statut_valeur,
    CASE mesure_comparee WHEN 'PART_NETTE' THEN nb_sans_domicile_hors_dna ELSE nb_sans_domicile END::DOUBLE AS observe,
    nb_radiations::DOUBLE AS reference
  FROM protege.attributions
  CROSS JOIN (VALUES ('PART_NETTE'), ('PART_BRUTE')) AS m(mesure_comparee)
  WHERE niveau IN ('DEP', 'REG') OR niveau = 'SIREN_EPCI' AND mesure_comparee = 'PART_BRUTE'
),
termes AS (
  FROM relogement UNION ALL BY NAME FROM attributions
),
connus AS (
  SELECT termes.*, t.pop_municipale, d.pression_annees AS tension
  FROM termes
  LEFT JOIN protege.territoires AS t ON t.niveau = termes.niveau AND t.territoire_code = termes.territoire_code
  LEFT JOIN protege.demandes_actives AS d
    ON d.niveau = termes.niveau AND d.territoire_code = termes.territoire_code AND d.annee = termes.annee
  WHERE termes.observe IS NOT NULL AND termes.reference > 0
),
lots AS (
  SELECT
    mesure_comparee,
    niveau,
    annee,
    comparer_territoires(
      list(
        {
          'niveau': niveau,
          'territoire_code': territoire_code,
          'observe': observe,
          'reference': reference,
          'pop_municipale': pop_municipale,
          'tension': tension
        }
        ORDER BY territoire_code
      ),
      mesure_comparee <> 'MENAGES_RELOGES',
      CASE mesure_comparee WHEN 'MENAGES_RELOGES' THEN 0 ELSE 4 END
    ) AS resultats
  FROM connus
  GROUP BY mesure_comparee, niveau, annee
),
compares AS (
  SELECT mesure_comparee, niveau, annee, unnest(resultats) AS c FROM lots
)
SELECT
  mesure_comparee,
  niveau,
  c.territoire_code AS territoire_code,
  annee,
  round(observe, 2) AS menages_observes,
  statut_valeur,
  reference::BIGINT AS base_comparaison,
  round(c.attendu, 2) AS menages_attendus,
  CASE mesure_comparee WHEN 'MENAGES_RELOGES' THEN 10000 ELSE 100 END AS taux_pour,
  round(c.taux * taux_pour, 3) AS taux,
  round(c.taux_ensemble * taux_pour, 3) AS taux_ensemble,
  round(c.rapport, 3) AS rapport,
  round(c.rapport_bas, 3) AS rapport_bas,
  round(c.rapport_haut, 3) AS rapport_haut,
  round(c.alerte_basse, 3) AS limite_basse_95,
  round(c.alerte_haute, 3) AS limite_haute_95,
  round(c.limite_basse, 3) AS limite_basse_998,
  round(c.limite_haute, 3) AS limite_haute_998,
  c.forme AS forme_limites,
  round(c.phi, 3) AS dispersion_phi,
  round(c.tau2, 5) AS dispersion_tau2,
  c.motif_limites AS motif_limites,
  c.position AS position_entonnoir,
  round(c.lisse, 3) AS rapport_lisse,
  round(c.lisse_bas, 3) AS rapport_lisse_bas,
  round(c.lisse_haut, 3) AS rapport_lisse_haut,
  c.rang AS rang,
  c.rang_bas AS rang_bas,
  c.rang_haut AS rang_haut,
  c.bande AS bande_rang,
  c.nb_compares AS nb_territoires_compares,
  c.groupe AS groupe_pairs,
  c.regle AS regle_pairs,
  c.nb_pairs AS nb_pairs,
  c.motif_pairs AS motif_pairs,
  round(c.taux_pairs * taux_pour, 3) AS taux_pairs,
  round(c.rapport_pairs, 3) AS rapport_pairs,
  round(c.rapport_pairs_bas, 3) AS rapport_pairs_bas,
  round(c.rapport_pairs_haut, 3) AS rapport_pairs_haut,
  c.motif AS motif_non_compare
FROM compares
JOIN connus USING (mesure_comparee, niveau, annee)
WHERE connus.territoire_code = c.territoire_code
