-- entree core.avertissements
SELECT 'BAR-07' AS controle_id, 'relogement_mensuel' AS table_nom, 'DEP' AS niveau, '07' AS territoire_code,
  DATE '2021-04-30' AS date_concernee, 'BAISSE' AS nature, -2 AS ecart, 'Le cumul baisse.' AS phrase
-- attendu
SELECT 'BAR-07' AS controle_id, 'relogement_mensuel' AS table_nom, 'DEP' AS niveau, '07' AS territoire_code,
  DATE '2021-04-30' AS date_concernee, 'BAISSE' AS nature, -2 AS ecart, 'Le cumul baisse.' AS phrase
