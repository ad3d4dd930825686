-- Ce que les bailleurs déclarent et que le SNE connaît, par bailleur et par année.
-- Grain : un bailleur, une étape, une année.
-- Définition : deux lignes se rejoignent par la clé du numéro unique et l’étape, l’année même ; mesure de qualité, qui n’entre dans
-- aucun taux.
-- Source : staging.bailleur_attribution, core.attributions_menages.
WITH declarees AS (
  SELECT DISTINCT bailleur_declarant, etape, year(date_etape)::INTEGER AS annee, cle_numero_unique FROM staging.bailleur_attribution
),
connues AS (
  SELECT DISTINCT etape, annee, cle_numero_unique FROM core.attributions_menages WHERE etat = 'REVISE'
)
SELECT
  d.bailleur_declarant,
  d.etape,
  d.annee,
  count(*) AS nb_declarees,
  count(c.cle_numero_unique) AS nb_connues_du_sne
FROM declarees AS d
LEFT JOIN connues AS c USING (etape, annee, cle_numero_unique)
GROUP BY ALL
