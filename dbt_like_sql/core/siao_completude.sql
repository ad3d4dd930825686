-- Ce que les exports des SIAO renseignent, champ par champ.
-- Grain : un SIAO, une année, un contrat, un champ.
-- Définition : un code de non-réponse (NR) ne renseigne pas. Un champ qui n’a de sens que pour certaines lignes est rapporté à elles
-- (population : le motif, aux demandes non pourvues ; la situation à la sortie, aux séjours finis). L’année est celle du fait.
-- Gel : nb_lignes, nb_renseignees
-- Source : core.siao_demandes_115, staging.siao_*.
WITH siao_demande_115 AS (
  SELECT siao_dep, year(mois)::VARCHAR AS annee, 'lake.siao_demande_115' AS contrat, [
    {'population': 'TOUTES', 'champ': 'cle_menage', 'lignes': count(*), 'renseignees': count(cle_menage)},
    {'population': 'TOUTES', 'champ': 'nuit_demandee', 'lignes': count(*), 'renseignees': count(nuit_demandee)},
    {'population': 'TOUTES', 'champ': 'nb_mineurs_menage', 'lignes': count(*), 'renseignees': count(nb_mineurs_menage)},
    {'population': 'TOUTES', 'champ': 'composition_code', 'lignes': count(*), 'renseignees': count(nullif(composition_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'situation_code', 'lignes': count(*), 'renseignees': count(nullif(situation_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'motif_code', 'lignes': count(*), 'renseignees': count(nullif(motif_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'commune_sollicitation_code', 'lignes': count(*), 'renseignees': count(commune_sollicitation_code)},
    {'population': 'TOUTES', 'champ': 'canal', 'lignes': count(*), 'renseignees': count(nullif(canal, 'NR'))},
    {'population': 'TOUTES', 'champ': 'est_renouvellement', 'lignes': count(*), 'renseignees': count(est_renouvellement)},
    {'population': 'NON_POURVUES', 'champ': 'motif_non_pourvue', 'lignes': count(*) FILTER (WHERE reponse_115 = 'NON_POURVUE'), 'renseignees': count(nullif(motif_non_pourvue, 'NR')) FILTER (WHERE reponse_115 = 'NON_POURVUE')},
    {'population': 'POURVUES', 'champ': 'type_place_code', 'lignes': count(*) FILTER (WHERE reponse_115 = 'POURVUE'), 'renseignees': count(nullif(type_place_code, 'NR')) FILTER (WHERE reponse_115 = 'POURVUE')},
    {'population': 'POURVUES', 'champ': 'nb_nuits_attribuees', 'lignes': count(*) FILTER (WHERE reponse_115 = 'POURVUE'), 'renseignees': count(nb_nuits_attribuees) FILTER (WHERE reponse_115 = 'POURVUE')}
  ] AS champs
  FROM core.siao_demandes_115
  GROUP BY siao_dep, year(mois)
),
siao_demande_insertion AS (
  SELECT siao_dep, year(date_transmission)::VARCHAR AS annee, 'lake.siao_demande_insertion' AS contrat, [
    {'population': 'TOUTES', 'champ': 'statut', 'lignes': count(*), 'renseignees': count(nullif(statut, 'NR'))},
    {'population': 'TOUTES', 'champ': 'situation_code', 'lignes': count(*), 'renseignees': count(nullif(situation_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'type_etablissement_preconise', 'lignes': count(*), 'renseignees': count(nullif(type_etablissement_preconise, 'NR'))},
    {'population': 'TOUTES', 'champ': 'cles_numero_unique', 'lignes': count(*), 'renseignees': count(cles_numero_unique)}
  ] AS champs
  FROM staging.siao_demande_insertion
  GROUP BY siao_dep, year(date_transmission)
),
siao_menage AS (
  SELECT siao_dep, year(date_debut_validite)::VARCHAR AS annee, 'lake.siao_menage' AS contrat, [
    {'population': 'TOUTES', 'champ': 'type_fiche', 'lignes': count(*), 'renseignees': count(type_fiche)},
    {'population': 'TOUTES', 'champ': 'composition_code', 'lignes': count(*), 'renseignees': count(nullif(composition_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'nb_adultes_menage', 'lignes': count(*), 'renseignees': count(nb_adultes_menage)},
    {'population': 'TOUTES', 'champ': 'nb_mineurs_menage', 'lignes': count(*), 'renseignees': count(nb_mineurs_menage)}
  ] AS champs
  FROM staging.siao_menage
  GROUP BY siao_dep, year(date_debut_validite)
),
siao_personne AS (
  SELECT siao_dep, year(date_situation)::VARCHAR AS annee, 'lake.siao_personne' AS contrat, [
    {'population': 'TOUTES', 'champ': 'est_identite_complete', 'lignes': count(*), 'renseignees': count(nullif(est_identite_complete, false))},
    {'population': 'TOUTES', 'champ': 'classe_age', 'lignes': count(*), 'renseignees': count(nullif(classe_age, 'NR'))},
    {'population': 'TOUTES', 'champ': 'est_moins_3_ans', 'lignes': count(*), 'renseignees': count(est_moins_3_ans)},
    {'population': 'TOUTES', 'champ': 'sexe', 'lignes': count(*), 'renseignees': count(nullif(sexe, 'NR'))},
    {'population': 'TOUTES', 'champ': 'est_demandeur_principal', 'lignes': count(*), 'renseignees': count(est_demandeur_principal)},
    {'population': 'TOUTES', 'champ': 'situation_code', 'lignes': count(*), 'renseignees': count(nullif(situation_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'type_ressource_code', 'lignes': count(*), 'renseignees': count(nullif(type_ressource_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'date_derniere_activite', 'lignes': count(*), 'renseignees': count(date_derniere_activite)}
  ] AS champs
  FROM staging.siao_personne
  GROUP BY siao_dep, year(date_situation)
),
siao_prise_en_charge AS (
  SELECT siao_dep, year(date_entree)::VARCHAR AS annee, 'lake.siao_prise_en_charge' AS contrat, [
    {'population': 'TOUTES', 'champ': 'cle_menage', 'lignes': count(*), 'renseignees': count(cle_menage)},
    {'population': 'TOUTES', 'champ': 'etablissement_finess', 'lignes': count(*), 'renseignees': count(etablissement_finess)},
    {'population': 'TOUTES', 'champ': 'type_etablissement_code', 'lignes': count(*), 'renseignees': count(nullif(type_etablissement_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'type_place_code', 'lignes': count(*), 'renseignees': count(nullif(type_place_code, 'NR'))},
    {'population': 'TOUTES', 'champ': 'est_hotel', 'lignes': count(*), 'renseignees': count(est_hotel)},
    {'population': 'SORTIES', 'champ': 'situation_sortie_code', 'lignes': count(*) FILTER (WHERE date_sortie IS NOT NULL), 'renseignees': count(nullif(situation_sortie_code, 'NR')) FILTER (WHERE date_sortie IS NOT NULL)}
  ] AS champs
  FROM staging.siao_prise_en_charge
  GROUP BY siao_dep, year(date_entree)
),
reunis AS (
  SELECT * FROM siao_demande_115
  UNION ALL
  SELECT * FROM siao_demande_insertion
  UNION ALL
  SELECT * FROM siao_menage
  UNION ALL
  SELECT * FROM siao_personne
  UNION ALL
  SELECT * FROM siao_prise_en_charge
)
SELECT siao_dep, annee, contrat, c.population AS population, c.champ AS champ, c.lignes AS nb_lignes, c.renseignees AS nb_renseignees
FROM reunis
CROSS JOIN LATERAL unnest(champs) AS t(c)
WHERE c.lignes > 0
