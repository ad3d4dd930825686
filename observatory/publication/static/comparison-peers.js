/* Who is a peer of whom: the group published with the comparison, the nearest in inhabitants first. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON, NB = "\u00a0";
  const known = new Map(data.territoires.map((place) => [place.id, place]));

  /* {peers, said}: the peers of a place, nearest first, and the rule, or the reason why it has none. */
  window.comparisonPeers = (place, measure) => {
    const groups = [measure, ...Object.keys(data.pairs)].filter((name) => data.pairs[name]).map((name) => data.pairs[name]);
    const lines = groups.find((found) => found.some((one) => one.niveau === place.rang && one.codes.includes(place.code)));
    const mine = lines?.find((one) => one.niveau === place.rang && one.codes.includes(place.code));
    if (!mine) return {peers: [], said: `${place.nom}${NB}: aucun groupe de pairs publié.`};
    if (!mine.groupe) return {peers: [], said: `${place.nom} n’a pas de pairs${NB}: ${mine.dit[0].toLowerCase()}${mine.dit.slice(1)}`};
    const inside = (one) => one.niveau === mine.niveau && (one.groupe === mine.groupe || one.groupe.startsWith(`${mine.groupe}T`));
    const distance = (one) => Math.abs(Math.log((one.hab || 1) / (place.hab || 1)));
    const peers = lines.filter(inside).flatMap((one) => one.codes).map((code) => known.get(`${place.rang}-${code}`)).filter((one) => one && one !== place);
    const more = peers.length > 5 ? ` Le bouton ajoute les cinq plus proches en population, sur ${peers.length}.` : "";
    return {peers: peers.sort((a, b) => distance(a) - distance(b)), said: `Pairs de ${place.nom} en ${mine.annee}${NB}: ${mine.dit}.${more}`};
  };
})();
