-- Ce que chaque SIAO déclare compter, de quand à quand, et ce qu’il n’a pas déclaré.
-- Grain : un SIAO, une pratique, un premier jour.
-- Définition : une pratique dure jusqu’à son dernier jour déclaré, sinon jusqu’à la veille de la suivante, sinon encore. Un SIAO observé
-- qui ne dit rien d’une pratique a une ligne NON_DECLAREE, depuis sa première demande. modalite_avant : ce qui précède, vide au début
-- ou après une période inconnue ; est_sans_suite : la pratique finit et rien de connu ne la suit.
-- Source : staging.siao_pratique, core.siao_sources ; nomenclatures siao_pratique, siao_pratique_modalite.
WITH suivies AS (
  SELECT
    *,
    lead(pratique_debut) OVER dans_l_ordre AS suivante,
    lag(pratique_modalite) OVER dans_l_ordre AS modalite_avant
  FROM staging.siao_pratique
  WINDOW dans_l_ordre AS (PARTITION BY siao_dep, pratique ORDER BY pratique_debut)
),
declarees AS (
  SELECT
    siao_dep,
    pratique,
    pratique_modalite,
    pratique_debut,
    coalesce(pratique_fin, suivante - 1)::DATE AS pratique_fin,
    modalite_avant,
    coalesce(pratique_fin < suivante - 1, pratique_fin IS NOT NULL AND suivante IS NULL) AS est_sans_suite
  FROM suivies
),
non_declarees AS (
  SELECT o.siao_dep, p.code AS pratique, 'NON_DECLAREE' AS pratique_modalite, o.observe_depuis AS pratique_debut
  FROM core.siao_sources AS o
  CROSS JOIN ref.siao_pratique AS p
  ANTI JOIN staging.siao_pratique AS d ON d.siao_dep = o.siao_dep AND d.pratique = p.code
),
toutes AS (
  SELECT * FROM declarees
  UNION ALL
  SELECT siao_dep, pratique, pratique_modalite, pratique_debut, NULL, NULL, false FROM non_declarees
)
SELECT
  t.siao_dep,
  t.pratique,
  p.libelle AS pratique_libelle,
  t.pratique_modalite,
  m.libelle AS pratique_modalite_libelle,
  t.pratique_debut,
  t.pratique_fin,
  t.modalite_avant,
  t.est_sans_suite,
  p.note AS question_au_siao
FROM toutes AS t
JOIN ref.siao_pratique AS p ON p.code = t.pratique
JOIN ref.siao_pratique_modalite AS m ON m.code = t.pratique_modalite
