/* Yearly indicators: their figures, loaded by indicator and level when they are asked for, and their points and rows. */
"use strict";
(() => {
  const rules = window.comparisonRules, NB = "\u00a0";
  const pieces = window.OBSERVATOIRE_PIECES = {}, asked = new Map();

  /* Files of the release, read by a script element: a page opened from a disk may not read them otherwise. */
  function load(name) {
    if (!asked.has(name)) asked.set(name, new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = `assets/comparaison/${name}.js`;
      script.addEventListener("load", () => done(pieces[name]));
      script.addEventListener("error", () => { asked.delete(name); fail(new Error(name)); });
      document.head.append(script);
    }));
    return asked.get(name);
  }
  const missing = (names) => names.filter((name) => !(name in pieces));
  const files = (about, places) => about.annuel ? [...new Set(places.map((place) => place.rang))].filter((level) => about.niveaux.includes(level)).map((level) => `${about.id}-${level}`) : [];

  /* The years of a place: value, limits, counts, state; null when the indicator says nothing of it. */
  function years(about, place) {
    const table = pieces[`${about.id}-${place.rang}`], row = table ? (table.rangs ||= new Map(table.codes.map((code, at) => [code, at]))).get(place.code) : undefined;
    if (row === undefined) return null;
    return table.annees.map((an, k) => {
      const at = row * table.annees.length + k, read = (name) => table[name]?.[at] ?? null;
      return {
        an, state: table.e[at], v: read("v"), b: read("b"), h: read("h"), n: read("n"), d: read("d"),
        revisee: table.revisees[place.code]?.includes(an) || false, coupe: table.coupures[place.code]?.includes(an) || false,
      };
    });
  }

  const STATES = {M: "masqué", N: "non collecté", S: "trop petit\u00a0: pas de part sous le seuil"};
  const between = (about, {b, h}) => b === null ? "" : about.bornes === "bornes" ? (b === h ? "" : `de ${rules.fixed(b, 1)} à ${rules.fixed(h, 1)}`) : `[${rules.fixed(b, 1)}\u202f; ${rules.fixed(h, 1)}]`;
  const counts = (about, {n, d}) => n === null || d === null ? "" : `${rules.number(n)} ${about.termes[0]} sur ${rules.number(d)} ${about.termes[1]}`.replace(" sur ", about.id === "pression" ? " pour " : " sur ");

  /* A gap stands where a year is missing, and where a year does not follow from the one before. */
  function points(about, lines) {
    return lines.flatMap((line, at) => {
      const before = lines[at - 1], limits = between(about, line);
      const more = `${line.v === null ? "" : about.suffixe}${limits ? `<br>${about.bornes} ${limits}` : ""}${counts(about, line) ? `<br>${counts(about, line)}` : ""}${line.state === "S" ? `<br>${STATES.S}` : ""}${line.revisee ? "<br>révisée depuis" : ""}${line.coupe ? "<br>rupture avec l’année précédente" : ""}`;
      return [
        ...(before && (line.coupe || line.an !== before.an + 1) ? [{x: line.an - 0.5, y: null, label: ""}] : []),
        {x: line.an, y: line.v, state: line.state, label: String(line.an), more, low: line.b, high: line.h, hollow: line.revisee},
      ];
    });
  }

  function cell(about, line) {
    if (!line) return {value: null, state: "N", more: ""};
    const limits = between(about, line), notes = [line.revisee ? "révisée" : "", line.coupe ? "rupture" : ""].filter(Boolean).join(", ");
    const text = about.bornes === "bornes" && limits ? limits.replace(/^de /, "") : [rules.fixed(line.v, 1), limits].filter(Boolean).join(" ");
    return {value: line.v, state: line.state, text: line.v === null ? "" : text, more: notes};
  }

  /* One row a territory and a year: what a spreadsheet needs to make the figure again. */
  function file(about, found, within) {
    const rows = found.flatMap(({place, lines}) => lines.filter(({an}) => within(String(an))).map((line) => [
      line.an, place.code, place.nom, line.v, line.state, line.b, line.h, line.n, line.d, line.revisee ? "oui" : "non", line.coupe ? "oui" : "non",
    ]));
    return {header: ["annee", "territoire_code", "territoire", "valeur", "statut_valeur", "borne_basse", "borne_haute", "numerateur", "denominateur", "est_revisee", "est_rupture"], rows};
  }

  function series(about, chosen, within) {
    const found = chosen.map(({place, at}) => ({place, at, lines: years(about, place)})).filter(({lines}) => lines);
    const all = [...new Set(found.flatMap(({lines}) => lines.filter(({v, state}) => v !== null || state !== "N").map(({an}) => String(an))))].filter(within).sort();
    const span = all.length ? Array.from({length: all.at(-1) - all[0] + 1}, (_, k) => String(Number(all[0]) + k)) : [];
    const others = chosen.filter(({place}) => !about.niveaux.includes(place.rang));
    const names = others.map(({place}) => place.nom).join(", ");
    const revised = found.map(({place, lines}) => [place.nom, lines.filter(({an, revisee}) => revisee && within(String(an))).map(({an}) => an)]).filter(([, list]) => list.length);
    const broken = found.map(({place, lines}) => [place.nom, lines.filter(({an, coupe}) => coupe && within(String(an))).map(({an}) => an)]).filter(([, list]) => list.length);
    return {
      series: found.map(({place, at, lines}) => ({place, at, points: points(about, lines.filter(({an}) => within(String(an)) && all.includes(String(an))))})),
      header: ["Année", ...chosen.map(({place}) => place.nom)],
      rows: all.map((year) => [year, ...chosen.map(({place}) => cell(about, found.find((one) => one.place === place)?.lines.find(({an}) => String(an) === year)))]).reverse(),
      axis: span.length ? {type: "linear", tickvals: span.map(Number), ticktext: span, range: [Number(span[0]) - 0.3, Number(span.at(-1)) + 0.2]} : {},
      refused: others.length ? [`${names}${NB}: ${about.absent ? about.absent[0].toLowerCase() + about.absent.slice(1) : "rien n’est publié à ce niveau."}`] : [],
      avis: [
        ...revised.map(([name, list]) => `${name}${NB}: ${list.join(", ")} révisé depuis par une extraction plus récente (point évidé)\u202f; la valeur montrée est celle qui a clos l’année.`),
        ...broken.map(([name, list]) => `${name}${NB}: rupture probable en ${list.join(", ")}, la courbe est coupée.`),
      ],
      possible: chosen.length === 0 || found.length > 0, file: file(about, found, within), limits: Boolean(about.bornes),
    };
  }

  window.comparisonAnnual = {load, missing, files, years, series};
})();
