-- entree lake.bailleur
SELECT bailleur_siren::VARCHAR AS bailleur_siren, bailleur_libelle::VARCHAR AS bailleur_libelle, type_bailleur::VARCHAR AS type_bailleur, date_reception::DATE AS date_reception, fichier_sha256::VARCHAR AS fichier_sha256
FROM (VALUES
  ('000000101', 'Habitat fictif', 'OPH', DATE '2026-01-02', 'a'),
  ('000000102', 'Foyer fictif', 'NR', DATE '2026-01-02', 'a'),
  ('000000102', 'Foyer fictif', 'ESH', DATE '2026-02-02', 'b')
) AS v(bailleur_siren, bailleur_libelle, type_bailleur, date_reception, fichier_sha256)
-- attendu
SELECT bailleur_siren::VARCHAR AS bailleur_siren, type_bailleur::VARCHAR AS type_bailleur
FROM (VALUES ('000000101', 'OPH'), ('000000102', 'ESH')) AS v(bailleur_siren, type_bailleur)
