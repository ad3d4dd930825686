/* The indicators of the comparison page: their words, their source, the data they read; the yearly ones come with the data. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON;
  const REHOUSED = "Personnes estimées par la source (ménages × 2,2). Les territoires n’ont pas la même population\u00a0: un nombre plus grand ne dit pas un effort plus grand.";
  const RECORDED = "Ce que chaque SIAO a enregistré, pas la demande réelle. Calculé sur des nombres arrondis à 5\u00a0; pas de part sous 5 ni sur moins de 20. La ligne s’arrête quand les pratiques changent. Les SIAO ne se classent pas.";
  const {relogement, nuits, siao} = data.credits;
  const own = {
    mois: {titre: "Personnes sans domicile relogées dans le parc social, par mois", unite: "Nombre de personnes par mois", source: relogement, champ: "mois", note: REHOUSED},
    cumul: {titre: "Personnes sans domicile relogées dans le parc social depuis janvier", unite: "Nombre de personnes, cumul depuis le 1er janvier", source: relogement, champ: "mois", note: REHOUSED},
    an: {titre: "Personnes sans domicile relogées dans le parc social, par an", unite: "Nombre de personnes par année civile (point évidé\u00a0: année incomplète)", source: relogement, champ: "ans", note: REHOUSED, mesure: "MENAGES_RELOGES"},
    nuits: {titre: "Personnes décomptées lors des Nuits de la Solidarité", unite: "Nombre de personnes, par édition (point évidé\u00a0: résultat provisoire)", source: nuits, champ: "nuits", note: "Minimum observé une nuit, dans les secteurs parcourus."},
    siao_menages: {titre: "Ménages qui ont demandé une place au 115 sans jamais en avoir dans l’année", unite: "Part des ménages de l’année, en\u202f%", source: siao, champ: "siao", note: RECORDED},
    siao_demandes: {titre: "Demandes nouvelles au 115 non pourvues, par an", unite: "Part des demandes nouvelles (flux), en\u202f%", source: siao, champ: "siao", note: RECORDED},
    siao_stock: {titre: "Personnes suivies par le SIAO au 31 décembre", unite: "Pour 10\u202f000 habitants (population municipale la plus récente)", source: siao, champ: "siao", note: RECORDED},
  };
  const yearly = Object.fromEntries(data.annuels.map((one) => [one.id, {...one, annuel: true, champ: "ans"}]));
  window.comparisonIndicators = {...own, ...yearly};

  /* What a territory does not have is not in the file. */
  for (const place of data.territoires) {
    for (const name of ["mois", "ans", "nuits", "siao", "dans"]) place[name] ||= [];
    place.avis = {mois: [], ans: [], nuits: [], siao: [], ...place.avis};
    place.fictif ||= false;
  }
})();
