-- Personnes décomptées selon le lieu, le sexe et l’âge, à côté du total publié.
-- Grain : une édition détaillée, un axe (LIEU, SEXE, AGE), une modalité.
-- Définition : ce que les secteurs ne ventilent pas est « non ventilé » (lieu) ou « non renseigné » (sexe, âge) : les
-- modalités d’un axe font toujours le total publié. Un axe que personne n’a renseigné n’a pas de ligne. L’unité est la
-- personne : une édition en adultes n’a que ses lieux.
-- Source : core.ndls_editions, core.ndls_lignes, core.ndls_lieux_declares ; nomenclatures des modalités.
WITH editions AS (
  SELECT edition_id, niveau, territoire_code, date_nuit, unite, nb_total FROM core.ndls_editions WHERE est_detaille
),
lieux AS (
  SELECT lignes.edition_id, lignes.type_lieu AS modalite, sum(CASE WHEN editions.unite = 'ADULTE' THEN lignes.nb_adultes ELSE lignes.nb_personnes END) AS nb
  FROM core.ndls_lignes AS lignes
  JOIN editions USING (edition_id)
  GROUP BY ALL
  UNION ALL
  SELECT edition_id, type_lieu, 0 FROM core.ndls_lieux_declares JOIN editions USING (edition_id)
),
sexes AS (
  SELECT edition_id, unnest(['F', 'H', 'AUTRE']) AS modalite, unnest([sum(nb_femmes), sum(nb_hommes), sum(nb_sexe_autre)]) AS nb
  FROM core.ndls_lignes
  GROUP BY edition_id
),
ages AS (
  SELECT edition_id, unnest(['ADULTE', 'MINEUR']) AS modalite, unnest([sum(nb_adultes), sum(nb_mineurs)]) AS nb
  FROM core.ndls_lignes
  GROUP BY edition_id
),
axes AS (
  SELECT edition_id, 'LIEU' AS axe, modalite, sum(coalesce(nb, 0)) AS nb FROM lieux GROUP BY ALL
  UNION ALL
  SELECT edition_id, 'SEXE', modalite, coalesce(nb, 0) FROM sexes WHERE edition_id IN (SELECT edition_id FROM sexes GROUP BY edition_id HAVING count(nb) > 0)
  UNION ALL
  SELECT edition_id, 'AGE', modalite, coalesce(nb, 0) FROM ages WHERE edition_id IN (SELECT edition_id FROM ages GROUP BY edition_id HAVING count(nb) > 0)
),
gardes AS (
  SELECT axes.*, editions.nb_total
  FROM axes
  JOIN editions USING (edition_id)
  WHERE axes.axe = 'LIEU' OR editions.unite = 'PERSONNE'
),
restes AS (
  SELECT edition_id, axe, CASE axe WHEN 'LIEU' THEN 'NON_VENTILE' ELSE 'NR' END AS modalite, any_value(nb_total) - sum(nb) AS nb
  FROM gardes
  GROUP BY ALL
),
modalites AS (
  SELECT 'LIEU' AS axe, code AS modalite, libelle FROM ref.ndls_type_lieu
  UNION ALL SELECT 'SEXE', code, libelle FROM ref.sexe
  UNION ALL SELECT 'AGE', code, libelle FROM ref.majorite
),
reunis AS (
  SELECT edition_id, axe, modalite, nb FROM gardes
  UNION ALL
  SELECT edition_id, axe, modalite, nb FROM restes
)
SELECT
  editions.edition_id,
  editions.niveau,
  editions.territoire_code,
  editions.date_nuit,
  reunis.axe,
  reunis.modalite,
  modalites.libelle AS modalite_libelle,
  reunis.nb::INTEGER AS nb_personnes
FROM reunis
JOIN editions USING (edition_id)
LEFT JOIN modalites USING (axe, modalite)
