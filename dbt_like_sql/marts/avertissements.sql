-- Anomalies à lire avec les chiffres publiés.
-- Grain : un contrôle, une table, un territoire, une date.
-- Source : core.avertissements.
SELECT controle_id, table_nom, niveau, territoire_code, date_concernee, nature, ecart, phrase
FROM core.avertissements
