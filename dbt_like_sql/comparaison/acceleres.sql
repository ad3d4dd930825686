-- Les départements accélérés (Logement d’abord) relogent-ils davantage que les autres, à population égale ?
-- Grain : une année, un groupe de départements (accélérés ou non).
-- Définition : années complètes, départements dont la valeur et la population sont connues ; un écart n’est pas un effet : voir effet_conclusion.
-- Source : recherche.relogement_annuel, reference.territoires_lda.
WITH acceleres AS (
  SELECT DISTINCT territoire_code FROM reference.territoires_lda WHERE niveau = 'DEP'
)
SELECT
  r.annee,
  a.territoire_code IS NOT NULL AS est_accelere,
  count(*)::INTEGER AS nb_departements,
  sum(r.nb_personnes_annee)::BIGINT AS nb_personnes_relogees,
  sum(r.pop_municipale)::BIGINT AS pop_departements,
  10000.0 * sum(r.nb_personnes_annee) / sum(r.pop_municipale) AS personnes_pour_10000_hab
FROM recherche.relogement_annuel AS r
LEFT JOIN acceleres AS a ON a.territoire_code = r.territoire_code
WHERE r.niveau = 'DEP' AND r.est_annee_complete AND r.nb_personnes_annee IS NOT NULL AND r.pop_municipale > 0
GROUP BY r.annee, a.territoire_code IS NOT NULL
