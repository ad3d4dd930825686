-- Personnes de l’extrait : ce qui les décrit, le même pour tous leurs mois, et leur foyer.
-- Grain : une personne.
-- Définition : la fiche est celle du dernier mois connu avant la fin du premier mois de présence, à défaut la première d’après ; le type de
-- ménage est celui de sa composition en vigueur alors, à défaut la première connue. Le foyer réunit les personnes qu’un ménage réunit : il
-- sert au contrôle et n’est jamais écrit. L’adulte sans enfant d’un groupe et le mineur sans famille sont avec ce qui n’est pas renseigné.
-- Source : staging.siao_personne, staging.siao_menage, extraits.presences ; nomenclature siao_composition.
WITH arrivees AS (
  SELECT cle_personne, (min(mois) + INTERVAL 1 MONTH)::DATE AS apres_arrivee FROM extraits.presences GROUP BY ALL
),
fiches AS (
  SELECT a.cle_personne, a.apres_arrivee, p.siao_dep, p.cle_menage, p.sexe, p.classe_age
  FROM arrivees AS a
  JOIN staging.siao_personne AS p ON p.cle_personne_centrale = a.cle_personne
  QUALIFY row_number() OVER (
    PARTITION BY a.cle_personne
    ORDER BY p.date_situation < a.apres_arrivee DESC, abs(p.date_situation - a.apres_arrivee), p.siao_dep, p.cle_fiche
  ) = 1
),
compositions AS (
  SELECT f.cle_personne, composition.regroupement AS menage
  FROM fiches AS f
  JOIN staging.siao_menage AS m USING (siao_dep, cle_menage)
  LEFT JOIN ref.siao_composition AS composition ON composition.code = m.composition_code
  QUALIFY row_number() OVER (
    PARTITION BY f.cle_personne
    ORDER BY m.date_debut_validite < f.apres_arrivee DESC, abs(m.date_debut_validite - f.apres_arrivee)
  ) = 1
)
SELECT
  f.cle_personne,
  f.siao_dep || f.cle_menage AS foyer,
  CASE WHEN f.sexe IN ('F', 'H') THEN f.sexe ELSE 'AUTRE_NR' END AS sexe_large,
  CASE
    WHEN f.classe_age IN ('MOINS_18', '18_24', '25_54') THEN f.classe_age
    WHEN f.classe_age IN ('55_64', '65_PLUS') THEN '55_PLUS'
    ELSE 'NR'
  END AS age_large,
  CASE WHEN c.menage IN ('ISOLE', 'COUPLE', 'FAMILLE') THEN c.menage ELSE 'AUTRE_NR' END AS menage_large
FROM fiches AS f
LEFT JOIN compositions AS c USING (cle_personne)
