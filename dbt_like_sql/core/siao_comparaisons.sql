-- Quels SIAO se comparent, année par année, et pourquoi les autres ne se comparent pas.
-- Grain : deux SIAO, le premier par son code, et une année que les deux ont entièrement enregistrée.
-- Définition : la règle unique de comparaison entre SIAO (G6). Deux SIAO se comparent si chacun a déclaré, pour toute l’année, la même
-- modalité de chaque pratique. Sinon le premier motif qui manque est dit, avec les pratiques en cause : différente, changée dans l’année,
-- non déclarée (sans les nommer quand aucune ne l’est). Une pratique qui change au 1er janvier ne coupe aucune année.
-- Source : core.siao_sources, core.siao_pratiques ; nomenclature siao_motif_comparaison.
WITH annees AS (
  SELECT siao_dep, d::DATE AS debut, (d + INTERVAL 1 YEAR)::DATE - 1 AS fin
  FROM
    core.siao_sources,
    generate_series(date_trunc('year', observe_depuis), observe_jusqu_au - INTERVAL 1 YEAR, INTERVAL 1 YEAR) AS s(d)
  WHERE d >= observe_depuis
),
tenues AS (
  SELECT
    a.siao_dep,
    a.debut,
    p.pratique,
    p.pratique_libelle,
    count(DISTINCT p.pratique_modalite) AS nb_modalites,
    any_value(p.pratique_modalite) AS pratique_modalite,
    bool_or(p.pratique_modalite = 'NON_DECLAREE')
      OR sum(date_diff('day', greatest(p.pratique_debut, a.debut), least(coalesce(p.pratique_fin, a.fin), a.fin)) + 1) < date_diff('day', a.debut, a.fin) + 1 AS est_inconnue
  FROM annees AS a
  JOIN core.siao_pratiques AS p
    ON p.siao_dep = a.siao_dep AND p.pratique_debut <= a.fin AND coalesce(p.pratique_fin >= a.debut, true)
  GROUP BY a.siao_dep, a.debut, a.fin, p.pratique, p.pratique_libelle
),
paires AS (
  SELECT a.siao_dep, b.siao_dep AS siao_compare, a.debut
  FROM annees AS a
  JOIN annees AS b ON b.debut = a.debut AND b.siao_dep > a.siao_dep
),
jugees AS (
  SELECT
    p.siao_dep,
    p.siao_compare,
    p.debut,
    r.code AS pratique,
    r.libelle AS pratique_libelle,
    CASE
      WHEN a.nb_modalites > 1 OR b.nb_modalites > 1 THEN 'CHANGEMENT'
      WHEN coalesce(a.est_inconnue OR b.est_inconnue, true) THEN 'INCONNUE'
      WHEN a.pratique_modalite <> b.pratique_modalite THEN 'DIFFERENTE'
      ELSE 'COMPARABLE'
    END AS motif_comparaison
  FROM paires AS p
  CROSS JOIN ref.siao_pratique AS r
  LEFT JOIN tenues AS a ON a.siao_dep = p.siao_dep AND a.debut = p.debut AND a.pratique = r.code
  LEFT JOIN tenues AS b ON b.siao_dep = p.siao_compare AND b.debut = p.debut AND b.pratique = r.code
),
-- une différence connue se dit avant un changement, un changement avant une inconnue
motifs AS (
  SELECT
    siao_dep,
    siao_compare,
    debut,
    arg_min(
      motif_comparaison,
      list_position(['DIFFERENTE', 'CHANGEMENT', 'INCONNUE', 'COMPARABLE'], motif_comparaison)
    ) AS motif_comparaison
  FROM jugees
  GROUP BY ALL
)
SELECT
  m.siao_dep,
  m.siao_compare,
  year(m.debut)::VARCHAR AS periode,
  m.motif_comparaison = 'COMPARABLE' AS est_comparable,
  m.motif_comparaison,
  CASE
    WHEN m.motif_comparaison = 'COMPARABLE' OR count(*) = any_value(n.nb_pratiques) THEN r.libelle || '.'
    ELSE r.libelle || chr(160) || ': ' || string_agg(lower(left(j.pratique_libelle, 1)) || substr(j.pratique_libelle, 2), ', ' ORDER BY j.pratique) || '.'
  END AS motif_comparaison_libelle
FROM motifs AS m
JOIN jugees AS j USING (siao_dep, siao_compare, debut, motif_comparaison)
JOIN ref.siao_motif_comparaison AS r ON r.code = m.motif_comparaison
CROSS JOIN (SELECT count(*) AS nb_pratiques FROM ref.siao_pratique) AS n
GROUP BY m.siao_dep, m.siao_compare, m.debut, m.motif_comparaison, r.libelle
