/* The comparison page: choices in the address, figure and table in step, reasons for what is refused. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON, rules = window.comparisonRules, style = window.OBSERVATOIRE_STYLE;
  const by = (id) => document.getElementById(id);
  const known = new Map(data.territoires.map((place) => [place.id, place]));
  const MOST = style.series.length, NB = "\u00a0";
  const REHOUSED = "Personnes estimées par la source (ménages × 2,2). Les territoires n’ont pas la même population\u00a0: un nombre plus grand ne dit pas un effort plus grand.";
  const RECORDED = "Ce que chaque SIAO a enregistré, pas la demande réelle. Calculé sur des nombres arrondis à 5\u00a0; pas de part sous 5 ni sur moins de 20. La ligne s’arrête quand les pratiques changent. Les SIAO ne se classent pas.";
  const INDICATORS = {
    mois: {title: "Personnes sans domicile relogées dans le parc social, par mois", unit: "Nombre de personnes par mois", credit: "relogement", field: "mois", note: REHOUSED},
    cumul: {title: "Personnes sans domicile relogées dans le parc social depuis janvier", unit: "Nombre de personnes, cumul depuis le 1er janvier", credit: "relogement", field: "mois", note: REHOUSED},
    an: {title: "Personnes sans domicile relogées dans le parc social, par an", unit: "Nombre de personnes par année civile (point évidé\u00a0: année incomplète)", credit: "relogement", field: "ans", note: REHOUSED},
    nuits: {title: "Personnes décomptées lors des Nuits de la Solidarité", unit: "Nombre de personnes, par édition (point évidé\u00a0: résultat provisoire)", credit: "nuits", field: "nuits", note: "Minimum observé une nuit, dans les secteurs parcourus."},
    siao_menages: {title: "Ménages qui ont demandé une place au 115 sans jamais en avoir dans l’année", unit: "Part des ménages de l’année, en\u202f%", credit: "siao", field: "siao", note: RECORDED},
    siao_demandes: {title: "Demandes nouvelles au 115 non pourvues, par an", unit: "Part des demandes nouvelles (flux), en\u202f%", credit: "siao", field: "siao", note: RECORDED},
    siao_stock: {title: "Personnes suivies par le SIAO au 31 décembre", unit: "Pour 10\u202f000 habitants (population municipale la plus récente)", credit: "siao", field: "siao", note: RECORDED},
  };
  const state = {indicateur: "mois", territoires: [], de: null, a: null};

  const has = (place) => place[INDICATORS[state.indicateur].field].length > 0;
  const chosen = () => state.territoires.map((id) => known.get(id));
  const slots = () => chosen().map((place, at) => ({place, at}));
  const within = (date) => (!state.de || date.slice(0, 4) >= state.de) && (!state.a || date.slice(0, 4) <= state.a);

  /* Address ⇄ state */
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    state.indicateur = asked.get("indicateur") in INDICATORS ? asked.get("indicateur") : "mois";
    state.territoires = [...new Set((asked.get("territoires") || "").split(","))].filter((id) => known.has(id)).slice(0, MOST);
    if (!asked.has("territoires")) state.territoires = largest();
    [state.de, state.a] = ["de", "a"].map((name) => /^\d{4}$/.test(asked.get(name) || "") ? asked.get(name) : null);
  }
  /* Without a choice in the address: the three largest of the widest level below the country. */
  function largest() {
    const size = (place) => place.ans.at(-1)?.[1] ?? place.nuits.at(-1)?.valeur ?? 0;
    const below = data.territoires.filter((place) => has(place) && place.niveau !== "France");
    return below.filter((place) => place.niveau === below[0].niveau).sort((a, b) => size(b) - size(a)).slice(0, 3).map((place) => place.id);
  }
  function write() {
    const kept = {indicateur: state.indicateur, territoires: state.territoires.join(","), ...(state.de && {de: state.de}), ...(state.a && {a: state.a})};
    const hash = "#" + Object.entries(kept).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&");
    if (location.hash !== hash) history.replaceState(null, "", hash);
  }

  /* Page */
  function element(name, text, properties = {}) {
    return Object.assign(document.createElement(name), {textContent: text, ...properties});
  }
  function chips() {
    by("choisis").replaceChildren(...slots().map(({place, at}) => {
      const chip = element("li", place.nom);
      chip.style.setProperty("--chip", style.series[at].color);
      const remove = element("button", "×", {type: "button"});
      remove.setAttribute("aria-label", `Retirer ${place.nom}`);
      remove.addEventListener("click", () => { state.territoires = state.territoires.filter((id) => id !== place.id); refresh(); by("ajouter").focus(); });
      chip.append(remove);
      return chip;
    }));
  }
  function periods() {
    const all = window.comparisonSeries.years(slots(), INDICATORS[state.indicateur].field);
    for (const [id, key, fallback] of [["debut", "de", all[0]], ["fin", "a", all.at(-1)]]) {
      by(id).replaceChildren(...all.map((year) => element("option", year, {value: year})));
      by(id).value = all.includes(state[key]) ? state[key] : fallback;
    }
  }
  function alerts(result) {
    const empty = chosen().filter((place) => !has(place)).map((place) => `${place.nom}${NB}: aucun chiffre publié pour cet indicateur.`);
    const blank = !result.refused ? chosen().filter((place) => has(place) && !(result.series.find((one) => one.place === place)?.points.some((point) => point.y !== null || point.state === "M"))).map((place) => `${place.nom}${NB}: non collecté, hors de la source.`) : [];
    const lines = [...(result.refused || []), ...empty, ...blank, ...rules.cautions(chosen())];
    if (!chosen().length) lines.push("Choisissez au moins un territoire.");
    const box = element("div", "", {className: "notice"});
    box.append(...(result.possible === false ? [element("h3", "Comparaison refusée")] : []), ...[...new Set(lines)].map((text) => element("p", text)));
    by("alertes").replaceChildren(...(lines.length ? [box] : []));
  }
  function table(result, title) {
    by("tableau").caption.textContent = title;
    const isCount = (value) => typeof value === "object", told = ({value, state, more}) => rules.cell(value, state) + (more ? ` (${more})` : "");
    const head = element("tr", "");
    head.append(...result.header.map((name, at) => element("th", name, {scope: "col", className: isCount(result.rows[0]?.[at]) ? "n" : ""})));
    by("tableau").tHead.replaceChildren(head);
    by("tableau").tBodies[0].replaceChildren(...result.rows.map((row) => {
      const line = element("tr", "");
      line.append(...row.map((value, at) => at === 0 ? element("th", value, {scope: "row", className: "nowrap"}) : isCount(value) ? element("td", told(value), {className: value.value === null ? "n missing" : "n"}) : element("td", value)));
      return line;
    }));
    const marks = new Set(result.rows.flat().filter((value) => isCount(value) && value.value === null).map(({value, state}) => rules.cell(value, state)));
    by("marques").textContent = Object.entries(data.marques).filter(([mark]) => marks.has(mark)).map(([mark, words]) => `${mark}${NB}: ${words}`).join("\u202f; ") + (marks.size ? "." : "");
  }
  function describe(result) {
    const ends = result.series.map(({place, points}) => { const known = points.filter((point) => point.y !== null); return known.length ? `${place.nom}${NB}: de ${rules.number(known[0].y)} (${known[0].label}) à ${rules.number(known.at(-1).y)} (${known.at(-1).label})` : ""; }).filter(Boolean);
    const hidden = result.series.map(({place, points}) => [place.nom, points.filter((point) => point.state === "M").map((point) => point.label)]).filter(([, labels]) => labels.length);
    const masked = hidden.map(([name, labels]) => ` Masqué pour ${name}${NB}: ${labels.join(", ")}.`).join("");
    return ends.length || masked ? `Courbes. ${ends.join("\u202f; ")}${ends.length ? "." : ""}${masked}` : "Aucune courbe.";
  }
  let current = null;
  function refresh() {
    write();
    chips();
    periods();
    by("indicateur").value = state.indicateur;
    const about = INDICATORS[state.indicateur];
    current = window.comparisonSeries[state.indicateur](slots(), within);
    const names = chosen().map((place) => place.nom).join(", ");
    by("figure-titre").textContent = about.title + (names ? `${NB}: ${names}` : "") + (chosen().some((place) => place.fictif) ? " (données fictives)" : "");
    by("figure-unite").textContent = about.unit;
    by("figure-source").textContent = `${data.credits[about.credit]} ${about.note}`;
    const caveats = rules.caveats(chosen().filter(has), about.field);
    by("figure-avis").replaceChildren(...caveats.map((text) => element("p", text, {className: "figure-caution"})));
    alerts(current);
    table(current, about.title);
    by("figure").hidden = current.series.length === 0;
    by("trace").setAttribute("aria-label", describe(current));
    document.title = `Comparer${names ? " " + names : ""} · Observatoire local du sans-abrisme`;
    if (current.series.length) window.drawComparison(by("trace"), current.series, current);
  }

  /* In the file a count has its state in the next column, and is empty when it is hidden or missing. */
  function save() {
    const quote = (value) => { const text = String(value ?? ""); return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : /^[=+\-@]/.test(text) && isNaN(text.replace(",", ".")) ? `'${text}` : text; };
    const fictive = chosen().some((place) => place.fictif);
    const isCount = (at) => typeof current.rows[0]?.[at] === "object";
    const header = current.header.flatMap((name, at) => isCount(at) ? [name, "statut_valeur"] : [name]);
    const flat = (row) => row.flatMap((cell) => typeof cell === "object" ? [cell.value, data.etats[cell.state] + (cell.more ? ` (${cell.more})` : "")] : [cell]);
    const lines = [[...header, ...(fictive ? ["mention"] : [])], ...current.rows.map((row) => [...flat(row), ...(fictive ? ["Données fictives"] : [])])];
    const link = element("a", "", {href: URL.createObjectURL(new Blob(["\ufeff" + lines.map((row) => row.map(quote).join(";")).join("\r\n") + "\r\n"], {type: "text/csv"})), download: `comparaison-${state.indicateur}.csv`});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  by("choix").addEventListener("submit", (event) => event.preventDefault());
  by("indicateur").addEventListener("change", () => { Object.assign(state, {indicateur: by("indicateur").value, de: null, a: null}); refresh(); });
  by("debut").addEventListener("change", () => { state.de = by("debut").value; if (state.a && state.a < state.de) state.a = null; refresh(); });
  by("fin").addEventListener("change", () => { state.a = by("fin").value; if (state.de && state.de > state.a) state.de = null; refresh(); });
  by("enregistrer").addEventListener("click", save);
  window.addEventListener("hashchange", () => { read(); refresh(); });
  window.finder(by("ajouter"), by("ajouter-liste"), by("ajouter-etat"), data.territoires.map((place) => ({name: place.nom, kind: place.niveau, code: place.code, id: place.id})), (entry) => {
    if (state.territoires.length >= MOST) { by("ajouter-etat").textContent = `Six territoires au plus${NB}: retirez-en un d’abord.`; return; }
    if (!state.territoires.includes(entry.id)) state.territoires.push(entry.id);
    refresh();
  });
  read();
  document.fonts.ready.then(refresh);
})();
