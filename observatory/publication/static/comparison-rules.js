/* What may be compared, and why not: the rules of the method page (perimeter, season, unit, nesting), no drawing. */
"use strict";
(() => {
  const THIN = "\u202f", NB = "\u00a0";
  const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
  const rules = {};

  /* A count as the tables of the site write it; `state` is the first letter of its state. */
  rules.cell = (value, state) => state === "M" ? "s" : value === null || value === undefined || state === "N" ? "n.d." : rules.number(value);
  rules.number = (value) => {
    const [whole, part] = String(value).replace("-", "").split(".");
    const text = whole.replace(/\B(?=(\d{3})+$)/g, THIN) + (part ? "," + part : "");
    return Number(value) < 0 ? "−" + text : text;
  };
  /* With as many decimals as asked: « 1,00 ». */
  rules.fixed = (value, decimals) => value === null ? "n.d." : value.toFixed(decimals).replace("-", "−").replace(".", ",").replace(/\B(?=(\d{3})+(?!\d))(?<!,\d*)/g, THIN);
  /* Names that fit in `most` letters, still told apart: those that start alike keep their end. */
  rules.shortened = (names, most) => {
    const bare = names.map((name) => name.replace(/ \(fictive?\)$/, "")), cut = (name) => name.length > most ? name.slice(0, most - 1) + "…" : name;
    return bare.map((name) => bare.filter((one) => cut(one) === cut(name)).length > 1 && name.length > most ? "…" + name.slice(1 - most) : cut(name));
  };
  rules.month = (text) => `${MONTHS[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;
  rules.night = (night) => {
    if (night.precision === "ANNEE") return night.date.slice(0, 4);
    if (night.precision === "MOIS") return rules.month(night.date);
    const day = Number(night.date.slice(8, 10));
    return `${day === 1 ? "1er" : day}${NB}${rules.month(night.date)}`;
  };

  /* Why an edition compares with no other, or "": the rule is that of the table of comparisons. */
  rules.alone = (night) => night.seule;

  /* The perimeter shared by most of the chosen territories, the widest use first; null when none is shared. */
  function shared(places) {
    const users = new Map();
    for (const place of places) {
      for (const code of new Set(place.nuits.filter((night) => !rules.alone(night)).map((night) => night.perimetre))) {
        users.set(code, [...(users.get(code) || []), place.id]);
      }
    }
    const best = [...users].sort((a, b) => b[1].length - a[1].length)[0];
    return best && best[1].length > 1 ? best[0] : null;
  }

  /* For several territories: the editions kept, and the reason for each refusal. One territory keeps all its editions. */
  rules.nights = (places) => {
    const verdicts = [], refused = [];
    const code = places.length > 1 ? shared(places) : null;
    for (const place of places) {
      for (const night of place.nuits) {
        let reason = "";
        if (places.length > 1) {
          reason = rules.alone(night);
          if (!reason && code === null) reason = "aucun périmètre commun";
          if (!reason && night.perimetre !== code) reason = `autre périmètre${NB}: ${night.nom_perimetre}`;
        }
        verdicts.push({place, night, reason});
      }
      if (places.length > 1 && !verdicts.some((one) => one.place === place && !one.reason)) {
        const why = [...new Set(verdicts.filter((one) => one.place === place).map((one) => one.reason))];
        refused.push(`${place.nom} ne se compare pas aux autres${NB}: ${why.join(", ") || "aucun décompte publié"}.`);
      }
    }
    const kept = new Set(verdicts.filter((one) => !one.reason).map((one) => one.place.id));
    return {verdicts, refused, possible: places.length === 1 || kept.size > 1};
  };

  /* Change between two editions of one territory, or null: only when the table of comparisons allows it. */
  rules.change = (before, after, smallest) => {
    if (!before || !after.comparables.includes(before.id)) return null;
    if ([before.valeur, after.valeur].includes(null) || Math.min(before.valeur, after.valeur) < smallest) return null;
    const change = 100 * (after.valeur / before.valeur - 1);
    return `${change >= 0.05 ? "+" : ""}${rules.number(change.toFixed(1))}${THIN}%`;
  };

  /* Several vintages among the places that have one: « 2024 (A), 2025 (B) », or "". */
  function vintages(places, field) {
    const years = new Map();
    for (const place of places.filter((one) => one[field])) years.set(place[field], [...(years.get(place[field]) || []), place.nom]);
    return years.size < 2 ? "" : [...years].sort((a, b) => a[0] - b[0]).map(([year, names]) => `${year} (${names.join(", ")})`).join(", ");
  }

  /* Warnings on the choice itself: one inside another, invented beside real, codes or populations of different years. */
  rules.cautions = (places, indicator) => {
    const found = [], codes = vintages(places, "cog"), people = ["taux", "siao_stock"].includes(indicator) ? vintages(places, "pop") : "";
    if (codes) found.push(`Millésimes différents du code géographique\u00a0: ${codes}. Les contours ne sont pas ceux de la même année.`);
    if (people) found.push(`Populations de millésimes différents\u00a0: ${people}.`);
    for (const a of places) for (const b of places) {
      if (a.dans.includes(b.id)) found.push(`${b.nom} contient ${a.nom}${NB}: leurs nombres se recouvrent et ne s’additionnent pas.`);
    }
    if (new Set(places.map((place) => place.fictif)).size > 1) found.push("Des données fictives sont mêlées à des données réelles.");
    return found;
  };

  /* What must be read with the figures: once when it holds for all the places, else with the names. */
  rules.caveats = (places, field) => {
    const said = new Map();
    for (const place of places) for (const phrase of place.avis[field]) said.set(phrase, [...(said.get(phrase) || []), place.nom]);
    return [...said].map(([phrase, names]) => names.length === places.length ? phrase : `${names.join(", ")}${NB}: ${phrase}`);
  };

  window.comparisonRules = rules;
})();
