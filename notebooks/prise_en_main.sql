-- Prendre en main la publication, en SQL
--
-- Ce script ne lit que le fichier publié. Avec le client de DuckDB (1.1 ou plus récent), depuis la racine du projet :
--     duckdb -readonly data/published/current/observatory.duckdb < notebooks/prise_en_main.sql
-- ou, dans le client, DBeaver, ou tout outil qui parle à DuckDB : ouvrez observatory.duckdb, et lancez les requêtes une à une.

-- D’abord : quelle version est-ce, et est-elle fictive ? C’est elle qui se cite, et aucune autre.
SELECT
  'Observatoire local du sans-abrisme, ' || CASE WHEN est_fictif THEN 'données fictives de démonstration, à ne pas citer, ' ELSE '' END
  || 'version ' || version_publication || ', ' || strftime(publie_le, '%d/%m/%Y') || ', empreinte '
  || left(empreinte_contenu, 12) || ', ' || licence || '.' AS citation
FROM meta.version;

-- Ce que contient le fichier. Un schéma, un usage : portrait et comparaison répondent à une question ; recherche porte les
-- chiffres ; reference les territoires et les listes ; meta, ce que la publication dit d’elle-même.
SELECT schema_nom, table_genre, count(*) AS nb_tables, string_agg(table_nom, ', ' ORDER BY table_nom) AS noms
FROM meta.tables GROUP BY ALL ORDER BY ALL;

-- Les dix questions, et la vue qui répond à chacune
SELECT schema_nom || '.' || table_nom AS vue, definition AS question, grain
FROM meta.tables WHERE table_genre = 'VUE' ORDER BY ALL;

-- Ce que veut dire une colonne, et son unité : c’est elle qui décide de ce qui s’additionne
SELECT colonne_nom, type_donnee, unite_colonne, definition
FROM meta.dictionnaire WHERE table_nom = 'attributions' ORDER BY position;

-- 1. Combien de personnes relogées ? Une évolution n’est dite qu’entre deux années complètes ; nb_avertissements invite à lire la vue 8.
SELECT territoire_libelle, annee, nb_personnes_annee, statut_valeur, est_annee_complete, evolution_personnes, nb_avertissements
FROM portrait.relogement WHERE niveau = 'REG' ORDER BY ALL;

-- 2. Quelle part des attributions ? La part nette (DNA déduit) est l’officielle ; la colonne « reste » dit la France moins le territoire.
SELECT territoire_libelle, annee, nb_sans_domicile, statut_nb_sans_domicile, nb_radiations, statut_valeur,
  round(part_nette_pct, 1) AS part_nette_pct, round(part_nette_reste_pct, 1) AS part_nette_reste_pct
FROM portrait.part_attributions WHERE niveau = 'DEP' AND annee = (SELECT max(annee) FROM portrait.part_attributions) ORDER BY ALL;

-- 3. Combien de personnes une nuit ? Un minimum observé. Sans est_comparable, deux nuits ne se soustraient pas.
SELECT territoire_libelle, date_nuit, valeur_publiee, unite, statut_valeur, statut_resultat, est_comparable, motif_comparaison_libelle
FROM portrait.nuits ORDER BY territoire_libelle, date_nuit;

-- 4. Que deviennent les demandes au 115 ? Une demande n’est pas une personne. Lisez d’abord comment ce SIAO compte (vue 8).
SELECT territoire_libelle, periode, perimetre_demandes, nb_demandes_repondues, nb_demandes_non_pourvues,
  round(part_non_pourvue_pct, 1) AS part_non_pourvue_pct, est_en_partie_masque
FROM portrait.demandes_115 WHERE niveau = 'DEP' ORDER BY periode DESC, territoire_libelle, perimetre_demandes LIMIT 12;

-- 5. Combien de personnes suivies, arrivées, reparties ? Le stock ne s’additionne ni d’un mois à l’autre, ni d’un territoire à l’autre.
SELECT territoire_libelle, periode, nb_personnes_stock, nb_personnes_nouvelles, nb_personnes_revenues, nb_personnes_vers_logement,
  nb_personnes_sans_nouvelles, est_en_partie_masque
FROM portrait.file_active WHERE niveau = 'DEP' AND length(periode) = 7 ORDER BY periode DESC, territoire_libelle LIMIT 12;

-- 6. Quelle part logée un an après ? Avec ses bornes à 95 %, ou pas du tout. Ce n’est pas une durée moyenne.
SELECT territoire_libelle, cohorte_depart, delai_jours, nb_parcours, nb_parcours_depart, statut_valeur, round(part_logee_pct, 1) AS part_logee_pct,
  round(part_logee_pct_bas, 1) AS part_bas, round(part_logee_pct_haut, 1) AS part_haut
FROM portrait.delais WHERE delai_jours = '365' ORDER BY territoire_libelle, cohorte_depart;

-- 7. Combien de places ouvertes, et occupées ? Places et logements ne s’additionnent pas : lisez unite_offre.
SELECT territoire_libelle, date_reference, type_offre_libelle, unite_offre, nb_ouvertes, statut_valeur, nb_occupees, statut_nb_occupees,
  round(taux_occupation_pct, 1) AS taux_occupation_pct
FROM portrait.places_ouvertes WHERE niveau = 'DEP' ORDER BY territoire_libelle, type_offre LIMIT 20;

-- 8. Que faut-il savoir avant de citer ? Avertissements des contrôles, faits datés, pratiques déclarées du SIAO.
SELECT territoire_libelle, date_concernee, origine_phrase, phrase
FROM portrait.a_savoir WHERE niveau = 'DEP' ORDER BY territoire_libelle, date_concernee, phrase LIMIT 20;

-- 9. Quels territoires s’écartent des autres plus que leur taille ne l’explique ? « À examiner » n’est pas un jugement ; le rang a ses bornes.
-- Aucune ligne est une réponse : aucun territoire ne sort des limites de l’entonnoir.
SELECT mesure_comparee, niveau, territoire_libelle, annee, rapport, rapport_bas, rapport_haut, position_entonnoir, rang_bas, rang_haut
FROM comparaison.a_examiner ORDER BY annee DESC, mesure_comparee, niveau, rapport LIMIT 20;

-- 10. Les départements accélérés relogent-ils davantage ? Un écart n’est pas un effet : la phrase permise est dans effet_conclusion.
SELECT annee, est_accelere, nb_departements, nb_personnes_relogees,
  round(personnes_pour_10000_hab, 2) AS personnes_pour_10000_hab
FROM comparaison.acceleres ORDER BY annee, est_accelere;
SELECT source_effet, definition_acceleration, conclusion_effet_libelle, motif_effet, reserve_effet FROM comparaison.effet_conclusion ORDER BY ALL;

-- Pour une longue séance, sans écrire les schémas (meta garde le sien)
SET search_path = 'recherche,comparaison,reference,portrait';

-- Vide n’est jamais zéro : les états d’une série, et combien de ses lignes ont une valeur
SELECT statut_nb_personnes_mois AS etat, count(*) AS mois, count(nb_personnes_mois) AS dont_avec_valeur
FROM relogement_mensuel WHERE niveau = 'DEP' GROUP BY ALL ORDER BY ALL;

-- Une série et ses avertissements, joints par territoire et date
SELECT m.territoire_code, m.date_mois, m.nb_personnes_mois, m.statut_nb_personnes_mois, string_agg(a.phrase, ' ') AS avertissements
FROM relogement_mensuel AS m
JOIN avertissements AS a
  ON a.table_nom = 'relogement_mensuel' AND a.niveau = m.niveau AND a.territoire_code = m.territoire_code AND a.date_concernee = m.date_mois
WHERE m.niveau = 'DEP' GROUP BY ALL ORDER BY m.territoire_code, m.date_mois LIMIT 20;

-- Une part se refait de son numérateur et de son dénominateur ; la moyenne des parts, non
SELECT annee, sum(nb_sans_domicile_hors_dna) AS numerateur, sum(nb_radiations) AS denominateur,
  round(100.0 * numerateur / denominateur, 2) AS part_des_departements_reunis, round(avg(part_nette_pct), 2) AS moyenne_trompeuse
FROM attributions WHERE niveau = 'DEP' GROUP BY annee ORDER BY annee;

-- Comment chaque table est protégée, et ce que cela fait aux cellules
SELECT methode, base, count(*) AS nb_tables, sum(nb_cellules) AS cellules, sum(nb_masquees) AS masquees, sum(nb_zeros) AS zeros
FROM meta.confidentialite GROUP BY ALL ORDER BY ALL;

-- Refaire une figure publiée : les requêtes dont elle est faite
SELECT f.figure_id, f.figure_titre, f.figure_source, r.table_nom, r.requete
FROM meta.figures AS f JOIN meta.requetes AS r ON r.figure_id = f.figure_id
WHERE f.figure_id LIKE '%-relogement-annuel' ORDER BY ALL LIMIT 6;
