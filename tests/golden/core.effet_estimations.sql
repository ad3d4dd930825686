-- entree core.effet_panels
-- deux territoires seulement : ce qui est connu est donné, rien n’est conclu
SELECT 'BAROMETRE' AS source_effet, 'STRICTE' AS definition_acceleration, 'SANS_DOMICILE' AS publics_effet, 'DEP' AS niveau,
  territoire_code, annee, premiere_annee, nb_menages::DOUBLE AS nb_menages, NULL::DOUBLE AS nb_attributions, false AS est_rupture
FROM (VALUES ('01', 2020, 2021, 100), ('01', 2021, 2021, 150), ('02', 2020, NULL, 100), ('02', 2021, NULL, 125), ('03', 2020, NULL, 0))
  AS t(territoire_code, annee, premiere_annee, nb_menages)
-- attendu
SELECT 'BAROMETRE' AS source_effet, 'STRICTE' AS definition_acceleration, 'DEP' AS niveau, {
  'mesures': [
    {'rang': 1, 'etape': 'HAUSSE', 'mesure': 'HAUSSE_ACCELERES', 'libelle': 'hausse dans les territoires accélérés', 'unite': 'POURCENT', 'valeur': 50::DOUBLE, 'bas': NULL::DOUBLE, 'haut': NULL::DOUBLE, 'p': NULL::DOUBLE, 'nb_territoires': 1, 'territoire_code': NULL::VARCHAR, 'motif': NULL::VARCHAR},
    {'rang': 2, 'etape': 'HAUSSE', 'mesure': 'HAUSSE_AUTRES', 'libelle': 'hausse dans le reste de la France', 'unite': 'POURCENT', 'valeur': 25::DOUBLE, 'bas': NULL::DOUBLE, 'haut': NULL::DOUBLE, 'p': NULL::DOUBLE, 'nb_territoires': 1, 'territoire_code': NULL::VARCHAR, 'motif': NULL::VARCHAR}
  ],
  'annees': []::STRUCT(annees_depuis INTEGER, nb_territoires INTEGER, valeur DOUBLE, bas DOUBLE, haut DOUBLE, p DOUBLE, motif VARCHAR)[],
  'variantes': []::STRUCT(rang INTEGER, nature VARCHAR, libelle VARCHAR, territoire_code VARCHAR, valeur DOUBLE, bas DOUBLE, haut DOUBLE, p DOUBLE, motif VARCHAR)[],
  'conditions': [
    {'rang': 1, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'territoires retenus sur leur motivation', 'etat': 'PERMANENTE'},
    {'rang': 2, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'rubrique sur la situation antérieure mieux remplie au fil du temps', 'etat': 'PERMANENTE'},
    {'rang': 3, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'Covid', 'etat': 'PERMANENTE'},
    {'rang': 4, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'retour à la moyenne', 'etat': 'PERMANENTE'},
    {'rang': 5, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'effets sur le reste du même département', 'etat': 'PERMANENTE'},
    {'rang': 6, 'nature': 'MENACE', 'palier': 'HAUSSE_IMPUTABLE', 'texte': 'autres programmes menés en même temps', 'etat': 'PERMANENTE'}
  ],
  'series': [
    {'groupe': 'ACCELERES', 'annee': 2020, 'territoire_code': NULL::VARCHAR, 'nb_menages': 100, 'indice': 100::DOUBLE, 'nb_territoires': 1},
    {'groupe': 'ACCELERES', 'annee': 2021, 'territoire_code': NULL::VARCHAR, 'nb_menages': 150, 'indice': 150::DOUBLE, 'nb_territoires': 1},
    {'groupe': 'AUTRES', 'annee': 2020, 'territoire_code': NULL::VARCHAR, 'nb_menages': 100, 'indice': 100::DOUBLE, 'nb_territoires': 1},
    {'groupe': 'AUTRES', 'annee': 2021, 'territoire_code': NULL::VARCHAR, 'nb_menages': 125, 'indice': 125::DOUBLE, 'nb_territoires': 1}
  ],
  'ecartes': [{'territoire_code': '03', 'motif': 'aucune attribution sur toute la période' || chr(8239) || ': ce territoire n’apprend rien'}],
  'conclusion': {'code': 'PAS_ASSEZ_DE_TERRITOIRES', 'phrase': 'pas assez de territoires pour conclure', 'reserve': 'Les territoires ont été retenus sur leur motivation' || chr(8239) || ': ils auraient pu progresser davantage sans le programme.', 'motif': '1 territoire jamais accéléré' || chr(8239) || ': il en faut 8 au moins.', 'nb_acceleres': 1, 'nb_autres': 1, 'annee_debut': 2020, 'annee_fin': 2021}
} AS resultat
