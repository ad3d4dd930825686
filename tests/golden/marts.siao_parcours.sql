-- entree core.siao_libelles
SELECT 'siao_etat_debut' AS liste, code, libelle, regroupement FROM ref.siao_etat_debut
UNION ALL
SELECT 'siao_etat_fin' AS liste, code, libelle, regroupement FROM ref.siao_etat_fin
-- entree core.siao_parcours
SELECT 'DEP' AS niveau, siao_dep AS territoire_code, annee::INTEGER AS annee, etat_debut, etat_fin, nb_personnes::BIGINT AS nb_personnes
FROM (VALUES
  ('Z12', 2024, 'URGENCE', 'LOGEE', 12),
  ('Z12', 2024, 'NOUVELLE', 'SANS_NOUVELLES', 7)
) AS v(siao_dep, annee, etat_debut, etat_fin, nb_personnes)
-- attendu
SELECT ligne_flux::VARCHAR AS ligne_flux, niveau::VARCHAR AS niveau, territoire_code::VARCHAR AS territoire_code, periode::VARCHAR AS periode, etat_debut::VARCHAR AS etat_debut, etat_debut_libelle::VARCHAR AS etat_debut_libelle, etat_fin::VARCHAR AS etat_fin, etat_fin_libelle::VARCHAR AS etat_fin_libelle, nb_personnes_suivies::INTEGER AS nb_personnes_suivies, statut_valeur::VARCHAR AS statut_valeur
FROM (VALUES
  ('Z12:2024:INSERTION>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:INSERTION>INSERTION', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:INSERTION>LOGEE', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'LOGEE', 'Logée', 0, 'ZERO'),
  ('Z12:2024:INSERTION>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:INSERTION>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:INSERTION>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'SANS_NOUVELLES', 'Sans nouvelles', 0, 'ZERO'),
  ('Z12:2024:INSERTION>TOTAL', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'TOTAL', 'Toutes les personnes suivies dans l’année', 0, 'ZERO'),
  ('Z12:2024:INSERTION>URGENCE', 'DEP', 'Z12', '2024', 'INSERTION', 'En hébergement d’insertion', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>INSERTION', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>LOGEE', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'LOGEE', 'Logée', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'SANS_NOUVELLES', 'Sans nouvelles', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>TOTAL', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'TOTAL', 'Toutes les personnes suivies dans l’année', 0, 'ZERO'),
  ('Z12:2024:LOGEMENT_ADAPTE>URGENCE', 'DEP', 'Z12', '2024', 'LOGEMENT_ADAPTE', 'En logement adapté', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO'),
  ('Z12:2024:NOUVELLE>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:NOUVELLE>INSERTION', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:NOUVELLE>LOGEE', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'LOGEE', 'Logée', 0, 'ZERO'),
  ('Z12:2024:NOUVELLE>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:NOUVELLE>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:NOUVELLE>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'SANS_NOUVELLES', 'Sans nouvelles', 7, 'PUBLIE'),
  ('Z12:2024:NOUVELLE>TOTAL', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'TOTAL', 'Toutes les personnes suivies dans l’année', 7, 'PUBLIE'),
  ('Z12:2024:NOUVELLE>URGENCE', 'DEP', 'Z12', '2024', 'NOUVELLE', 'Pas encore connue', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO'),
  ('Z12:2024:RETOUR>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:RETOUR>INSERTION', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:RETOUR>LOGEE', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'LOGEE', 'Logée', 0, 'ZERO'),
  ('Z12:2024:RETOUR>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:RETOUR>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:RETOUR>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'SANS_NOUVELLES', 'Sans nouvelles', 0, 'ZERO'),
  ('Z12:2024:RETOUR>TOTAL', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'TOTAL', 'Toutes les personnes suivies dans l’année', 0, 'ZERO'),
  ('Z12:2024:RETOUR>URGENCE', 'DEP', 'Z12', '2024', 'RETOUR', 'Connue, sans contact', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>INSERTION', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>LOGEE', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'LOGEE', 'Logée', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'SANS_NOUVELLES', 'Sans nouvelles', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>TOTAL', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'TOTAL', 'Toutes les personnes suivies dans l’année', 0, 'ZERO'),
  ('Z12:2024:SANS_HEBERGEMENT>URGENCE', 'DEP', 'Z12', '2024', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO'),
  ('Z12:2024:TOTAL>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:TOTAL>INSERTION', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:TOTAL>LOGEE', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'LOGEE', 'Logée', 12, 'PUBLIE'),
  ('Z12:2024:TOTAL>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:TOTAL>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:TOTAL>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'SANS_NOUVELLES', 'Sans nouvelles', 7, 'PUBLIE'),
  ('Z12:2024:TOTAL>URGENCE', 'DEP', 'Z12', '2024', 'TOTAL', 'Toutes les personnes suivies dans l’année', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO'),
  ('Z12:2024:URGENCE>AUTRE_SORTIE', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'AUTRE_SORTIE', 'Autre sortie', 0, 'ZERO'),
  ('Z12:2024:URGENCE>INSERTION', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'INSERTION', 'En hébergement d’insertion', 0, 'ZERO'),
  ('Z12:2024:URGENCE>LOGEE', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'LOGEE', 'Logée', 12, 'PUBLIE'),
  ('Z12:2024:URGENCE>LOGEMENT_ADAPTE', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'LOGEMENT_ADAPTE', 'En logement adapté', 0, 'ZERO'),
  ('Z12:2024:URGENCE>SANS_HEBERGEMENT', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'SANS_HEBERGEMENT', 'Sans hébergement connu', 0, 'ZERO'),
  ('Z12:2024:URGENCE>SANS_NOUVELLES', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'SANS_NOUVELLES', 'Sans nouvelles', 0, 'ZERO'),
  ('Z12:2024:URGENCE>TOTAL', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'TOTAL', 'Toutes les personnes suivies dans l’année', 12, 'PUBLIE'),
  ('Z12:2024:URGENCE>URGENCE', 'DEP', 'Z12', '2024', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 'URGENCE', 'En hébergement d’urgence ou à l’hôtel', 0, 'ZERO')
) AS v(ligne_flux, niveau, territoire_code, periode, etat_debut, etat_debut_libelle, etat_fin, etat_fin_libelle, nb_personnes_suivies, statut_valeur)
