/* The SIAO on the comparison page: only those that declare the same practices all year stand side by side, and never ranked. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON, rules = window.comparisonRules, NB = "\u00a0";
  const {raisons, paires} = data.siao;
  const NOT_WHOLE = "L’un des deux SIAO n’a pas enregistré toute l’année.";

  /* Why two SIAO do not compare in a year, or "": the rule is that of the table of comparisons. */
  function refusal(a, b, year) {
    const known = paires[year]?.[[a.id, b.id].sort().join(" ")];
    return a === b || known === 0 ? "" : raisons[known] ?? NOT_WHOLE;
  }

  /* Of the SIAO of one year, the largest set that compares together; the others with the reason, against its first. */
  function verdicts(places, year) {
    const sets = places.map((a) => places.filter((b) => !refusal(a, b, year)));
    const kept = sets.reduce((best, set) => set.length > best.length ? set : best, []);
    const alone = places.length > 1 && kept.length === 1;
    return new Map(places.map((place) => {
      const other = alone && place === kept[0] ? places.find((one) => one !== place) : kept[0];
      return [place, alone || !kept.includes(place) ? {other, reason: refusal(place, other, year)} : null];
    }));
  }

  /* « Z13 ne se compare pas à Z11 : … (2019 à 2025). », once for each pair and reason. */
  function refused(lines) {
    const said = new Map();
    for (const {place, refus, an} of lines.filter(({refus}) => refus)) {
      const pair = [place.nom, refus.other.nom].sort().join(" ne se compare pas à ");
      const words = `${pair}${NB}: ${refus.reason[0].toLowerCase()}${refus.reason.slice(1).replace(/\.$/, "")}`;
      said.set(words, new Set([...(said.get(words) || []), an]));
    }
    return [...said].map(([words, found]) => [words, [...found]]).map(([words, years]) => `${words} (${years.length > 1 ? `${Math.min(...years)} à ${Math.max(...years)}` : years[0]}).`);
  }

  /* A gap stands between two years whose rules differ, so that no line joins them. */
  function points(lines, words) {
    return lines.flatMap(({an, coupe, value: [count, whole, rate, state]}, at) => [
      ...(at && coupe ? [{x: an - 0.5, y: null, label: ""}] : []),
      {x: an, y: rate, state: rate === null ? state : "P", label: String(an), more: `${words.unit}<br>${rules.cell(count, state)} sur ${rules.cell(whole, state)}`},
    ]);
  }

  const WORDS = {
    menages: {unit: "\u202f%", columns: ["Ménages jamais pourvus", "Ménages", "Part, en\u202f%"]},
    demandes: {unit: "\u202f%", columns: ["Demandes nouvelles non pourvues", "Demandes nouvelles", "Part, en\u202f%"]},
    stock: {unit: " pour 10\u202f000 habitants", columns: ["Personnes suivies fin décembre", "Habitants", "Pour 10\u202f000 habitants"]},
  };

  function yearly(chosen, within, what) {
    const years = [...new Set(chosen.flatMap(({place}) => place.siao.map(({an}) => String(an))))].filter(within).sort();
    const lines = years.flatMap((year) => {
      const mine = chosen.map(({place, at}) => ({place, at, ...place.siao.find(({an}) => String(an) === year)})).filter(({an}) => an);
      const found = verdicts(mine.map(({place}) => place), year);
      return mine.map((line) => ({...line, value: line[what], refus: found.get(line.place)}));
    });
    const kept = lines.filter(({refus}) => !refus), words = WORDS[what];
    const cell = (value, state) => ({value, state, more: ""});
    const row = ({an, place, value: [count, whole, rate, state], refus}) => [
      String(an), place.nom, cell(count, state), cell(whole, state), refus ? cell(null, "N") : cell(rate, rate === null && state === "P" ? "N" : state),
      refus ? `non${NB}: ${refus.reason}` : chosen.length > 1 ? "oui" : "",
    ];
    const possible = chosen.length < 2 || kept.length > 0;
    return {
      series: chosen.map(({place, at}) => ({place, at, points: points(kept.filter((line) => line.place === place), words)})).filter(({points}) => points.length),
      header: ["Année", "Territoire", ...words.columns, "Comparable ici"], rows: lines.map(row).reverse(),
      axis: years.length ? {type: "linear", tickvals: years.map(Number), ticktext: years, range: [Number(years[0]) - 0.3, Number(years.at(-1)) + 0.15]} : {},
      refused: refused(lines), possible,
    };
  }

  for (const what of Object.keys(WORDS)) window.comparisonSeries[`siao_${what}`] = (chosen, within) => yearly(chosen, within, what);
})();
