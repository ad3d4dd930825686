-- Part des demandes d’un SIAO dont la commune est connue.
-- Grain : un SIAO, une année.
-- Définition : règle G7. Demandes d’hébergement qui ont une réponse ; est_suffisante : assez de demandes, dont assez sont situées, pour
-- publier les EPCI cette année-là (core.parametres). Sur si peu que 100 demandes, la moitié en est encore loin d’un nombre à protéger :
-- qu’une année soit publiée ou non n’en dit rien.
-- Source : core.siao_demandes_comptees, core.parametres.
SELECT
  d.siao_dep,
  year(d.mois)::INTEGER AS annee,
  sum(d.nb_demandes)::BIGINT AS nb_demandes,
  coalesce(sum(d.nb_demandes) FILTER (WHERE d.lieu_demande <> 'NON_SITUEE'), 0)::BIGINT AS nb_situees,
  sum(d.nb_demandes) >= any_value(p.demandes_minimales)
    AND nb_situees >= any_value(p.part_localisee_minimale) * sum(d.nb_demandes) AS est_suffisante
FROM core.siao_demandes_comptees AS d
CROSS JOIN core.parametres AS p
GROUP BY ALL
