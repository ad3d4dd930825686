-- Tout ce que l’indicateur I17 dit d’un panel, calculé en une fois.
-- Grain : une source, une définition.
-- Définition : indicateur I17, étapes 1 à 7 ; les effets sont des rapports (observé sur attendu, 1 : aucun effet) ; graines fixes. Un panel
-- trop pauvre donne ce qui est connu, et ce qui manque.
-- Source : core.effet_panels.
SELECT
  source_effet,
  definition_acceleration,
  niveau,
  estimer_effet(
    list(
      {
        'publics': publics_effet,
        'territoire': territoire_code,
        'annee': annee,
        'premiere_annee': premiere_annee,
        'nb': nb_menages,
        'exposition': nb_attributions,
        'est_rupture': est_rupture
      }
      ORDER BY publics_effet, territoire_code, annee
    )
  ) AS resultat
FROM core.effet_panels
GROUP BY source_effet, definition_acceleration, niveau
