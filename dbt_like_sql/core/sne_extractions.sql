-- Ce que chaque extraction du SNE couvre, et l’extraction qui la remplace.
-- Grain : un département, une année, une étape, une extraction.
-- Définition : une extraction qui porte moins de la moitié des lignes de la précédente est partielle : elle ne clôt rien et n’arrête
-- aucune année. Une année est arrêtée par la première extraction faite au plus tôt le 20 janvier qui suit (programme 177) ; avant,
-- elle n’est pas publiée. La dernière extraction d’une année arrêtée en donne la valeur révisée.
-- Source : staging.sne_attribution.
WITH lignes AS (
  SELECT dep_logement, annee, etape, date_extraction, count(*) AS nb_lignes
  FROM staging.sne_attribution
  GROUP BY ALL
),
suivies AS (
  SELECT *, coalesce(nb_lignes < 0.5 * max(nb_lignes) OVER avant, false) AS est_partielle
  FROM lignes
  WINDOW avant AS (PARTITION BY dep_logement, annee, etape ORDER BY date_extraction ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
entieres AS (
  SELECT
    *,
    lead(date_extraction) OVER (PARTITION BY dep_logement, annee, etape ORDER BY date_extraction) AS date_extraction_suivante,
    min(date_extraction) FILTER (date_extraction >= make_date(annee + 1, 1, 20)) OVER annees AS arrete,
    max(date_extraction) OVER annees AS derniere
  FROM suivies
  WHERE NOT est_partielle
  WINDOW annees AS (PARTITION BY dep_logement, annee, etape)
)
SELECT
  s.dep_logement,
  s.annee,
  s.etape,
  s.date_extraction,
  s.nb_lignes,
  s.est_partielle,
  e.date_extraction_suivante,
  coalesce(s.date_extraction = e.arrete, false) AS est_arrete,
  coalesce(s.date_extraction = e.derniere AND e.arrete IS NOT NULL, false) AS est_derniere
FROM suivies AS s
LEFT JOIN entieres AS e USING (dep_logement, annee, etape, date_extraction)
