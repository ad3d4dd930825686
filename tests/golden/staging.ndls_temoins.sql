-- entree lake.ndls_temoins
SELECT edition_id::VARCHAR AS edition_id, temoin_id::VARCHAR AS temoin_id, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, strate::VARCHAR AS strate, heure_debut_poste::TIME AS heure_debut_poste, heure_fin_poste::TIME AS heure_fin_poste, resultat_temoin::VARCHAR AS resultat_temoin, NULL::TIME AS heure_rencontre, fichier_sha256::VARCHAR AS fichier_sha256, ligne_source::INTEGER AS ligne_source, NULL::VARCHAR AS feuille_source, date_reception::DATE AS date_reception, version_contrat::VARCHAR AS version_contrat
FROM (VALUES
  ('Z9001_2024-01-25', 'T-01', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-02', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0'),
  ('Z9001_2024-01-25', 'T-03', 'S2', 'RUE', 'FROID', '22:30:00', '00:30:00', 'COMPTE', 'a', 2, '2025-02-10', '1.0.0')
) AS v(edition_id, temoin_id, secteur_id, type_lieu, strate, heure_debut_poste, heure_fin_poste, resultat_temoin, fichier_sha256, ligne_source, date_reception, version_contrat)
-- attendu
SELECT edition_id::VARCHAR AS edition_id, temoin_id::VARCHAR AS temoin_id, secteur_id::VARCHAR AS secteur_id, type_lieu::VARCHAR AS type_lieu, resultat_temoin::VARCHAR AS resultat_temoin
FROM (VALUES
  ('Z9001_2024-01-25', 'T-01', 'S2', 'RUE', 'COMPTE'),
  ('Z9001_2024-01-25', 'T-02', 'S2', 'RUE', 'COMPTE'),
  ('Z9001_2024-01-25', 'T-03', 'S2', 'RUE', 'COMPTE')
) AS v(edition_id, temoin_id, secteur_id, type_lieu, resultat_temoin)
