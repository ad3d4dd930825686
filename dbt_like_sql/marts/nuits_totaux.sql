-- Totaux des nuits dont le détail est publié.
-- Grain : une édition.
-- Source : core.ndls_editions.
SELECT edition_id, niveau, territoire_code, date_nuit, nb_total AS nb_personnes, CASE WHEN nb_total IS NULL THEN 'NON_COLLECTE' WHEN nb_total = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.ndls_editions
WHERE est_detaille
