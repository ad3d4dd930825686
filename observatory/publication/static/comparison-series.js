/* Points and rows of each indicator of the comparison page: what is drawn and what the table says, nothing else. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON, rules = window.comparisonRules, NB = "\u00a0";
  const DAY = 864e5;
  const shift = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
  const origin = data.premier_mois.split("-").map(Number);
  const monthAt = (at) => new Date(Date.UTC(origin[0], origin[1] - 1 + at, 1)).toISOString().slice(0, 10);
  const monthOf = (place, date) => place.mois[(Number(date.slice(0, 4)) - origin[0]) * 12 + Number(date.slice(5, 7)) - origin[1]];
  const yearOf = (place, year) => place.ans.find(([one]) => String(one) === year);
  const unique = (items) => [...new Set(items)].sort();

  /* Runs of months that follow each other, as [from, to] on the axis. */
  function spans(dates) {
    const found = [];
    for (const date of dates) {
      if (found.length && Date.parse(date) - Date.parse(found.at(-1)[1]) < 32 * DAY) found.at(-1)[1] = date;
      else found.push([date, date]);
    }
    return found.map(([from, to]) => [shift(from, -15), shift(to, 15)]);
  }

  function yearAxis(dates) {
    const years = unique(dates.map((date) => date.slice(0, 4)));
    const middle = (mine) => mine[Math.floor((mine.length - 1) / 2)];
    return {
      type: "date", range: [shift(dates[0], -16), shift(dates.at(-1), 2)],
      tickvals: years.map((year) => middle(dates.filter((date) => date.startsWith(year)))), ticktext: years,
    };
  }

  /* A count of a table: its value, the letter of its state, and what stands beside it in words. */
  const count = (value, state, more = "") => ({value, state, more});

  /* Each takes the places (with their slot `at`) and the test of the period; `value` is 1 for the flow, 0 for the total. */
  function monthly(chosen, within, value) {
    const known = chosen.filter(({place}) => place.mois.length);
    const length = Math.max(0, ...known.map(({place}) => place.mois.length));
    const dates = Array.from({length}, (_, at) => monthAt(at)).filter(within);
    const first = dates.findIndex((date) => known.some(({place}) => { const month = monthOf(place, date); return month && (month[value] !== null || month[value + 2] === "M" || month[2] === "N"); }));
    const shown = first < 0 ? [] : dates.slice(first);
    const read = (place, date) => { const month = monthOf(place, date); return count(month?.[value] ?? null, month?.[value + 2] ?? "N"); };
    const point = (place, date) => { const {value: y, state} = read(place, date); return {x: date, y, state, label: rules.month(date)}; };
    const absent = shown.filter((date) => known.every(({place}) => monthOf(place, date)?.[2] === "N"));
    return {
      series: known.map(({place, at}) => ({place, at, points: shown.map((date) => point(place, date))})),
      header: ["Mois", ...chosen.map(({place}) => place.nom)],
      rows: shown.map((date) => [rules.month(date), ...chosen.map(({place}) => read(place, date))]).reverse(),
      axis: shown.length ? yearAxis(shown) : {}, bands: spans(absent), yearLines: true,
    };
  }

  function annual(chosen, within) {
    const years = unique(chosen.flatMap(({place}) => place.ans.map(([year]) => String(year)))).filter(within);
    /* A gap stands where a year is missing and before a probable break, so that no line joins what does not follow. */
    const gap = (place, year, at) => at && (Number(year) !== Number(years[at - 1]) + 1 || place.ruptures?.includes(Number(year))) ? [{x: Number(year) - 0.5, y: null, label: ""}] : [];
    const point = (place, year) => {
      const found = yearOf(place, year), partial = found && !found[2];
      return {x: Number(year), y: found ? found[1] : null, state: found?.[3], hollow: partial, label: year, more: partial ? "<br>année incomplète" : ""};
    };
    const cell = (found) => !found ? count(null, "N") : count(found[1], found[3], found[2] ? "" : "incomplète");
    return {
      series: chosen.filter(({place}) => place.ans.length).map(({place, at}) => ({place, at, points: years.flatMap((year, at) => [...gap(place, year, at), point(place, year)])})),
      header: ["Année", ...chosen.map(({place}) => place.nom)],
      rows: years.map((year) => [year, ...chosen.map(({place}) => cell(yearOf(place, year)))]).reverse(),
      axis: years.length ? {type: "linear", tickvals: years.map(Number), ticktext: years, range: [Number(years[0]) - 0.3, Number(years.at(-1)) + 0.15]} : {},
    };
  }

  /* A gap stands between two editions that do not compare, so that no line joins them. */
  function nightPoints(nights) {
    const points = [];
    nights.forEach((night, at) => {
      const before = nights[at - 1];
      if (before && !night.comparables.includes(before.id)) points.push({x: night.date, y: null, label: ""});
      const provisional = night.statut === "PROVISOIRE";
      points.push({x: night.date, y: night.valeur, state: night.etat, hollow: provisional, label: rules.night(night), more: provisional ? "<br>provisoire" : ""});
    });
    return points;
  }

  function nights(chosen, within) {
    const {verdicts, refused, possible} = rules.nights(chosen.map(({place}) => place));
    const shown = verdicts.filter(({night}) => within(night.date));
    const kept = shown.filter(({reason}) => !reason);
    const dates = kept.map(({night}) => night.date).sort();
    const years = unique(dates.map((date) => date.slice(0, 4)));
    const row = ({place, night, reason}) => {
      const change = rules.change(place.nuits[place.nuits.indexOf(night) - 1], night, data.seuil);
      const verdict = reason ? `non${NB}: ${reason}` : chosen.length > 1 ? "oui" : "";
      return [rules.night(night), place.nom, count(night.valeur, night.etat), night.statut === "PROVISOIRE" ? "provisoire" : "définitif", change || "", night.nom_perimetre, verdict];
    };
    return {
      series: !possible ? [] : chosen.map(({place, at}) => ({place, at, points: nightPoints(kept.filter((one) => one.place === place).map(({night}) => night))})).filter(({points}) => points.length),
      header: ["Nuit", "Territoire", "Personnes", "Résultat", "Évolution", "Périmètre", "Comparable ici"],
      rows: shown.sort((a, b) => b.night.date.localeCompare(a.night.date)).map(row),
      axis: dates.length ? {type: "date", range: [shift(dates[0], -120), shift(dates.at(-1), 60)], tickvals: years.map((year) => `${year}-01-20`), ticktext: years} : {},
      refused, possible,
    };
  }

  const YEARS = {
    ans: (place) => place.ans.map(([year]) => String(year)),
    nuits: (place) => place.nuits.map((night) => night.date.slice(0, 4)),
    siao: (place) => place.siao.map(({an}) => String(an)),
    mois: (place) => place.mois.map((month, at) => month && monthAt(at).slice(0, 4)).filter(Boolean),
  };
  window.comparisonSeries = {
    mois: (chosen, within) => monthly(chosen, within, 1),
    cumul: (chosen, within) => monthly(chosen, within, 0),
    an: annual,
    nuits: nights,
    years: (chosen, field) => unique(chosen.flatMap(({place}) => YEARS[field](place))),
  };
})();
