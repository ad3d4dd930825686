/* The comparison page: choices in the address, figure and table in step, reasons for what is refused. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON, rules = window.comparisonRules, style = window.OBSERVATOIRE_STYLE;
  const by = (id) => document.getElementById(id);
  const known = new Map(data.territoires.map((place) => [place.id, place]));
  const MOST = style.series.length, NB = "\u00a0";
  const INDICATORS = window.comparisonIndicators, annual = window.comparisonAnnual;
  const state = {indicateur: "mois", territoires: [], de: null, a: null, annee: null, niveau: null};

  const about = () => INDICATORS[state.indicateur];
  const has = (place) => about().annuel ? annual.years(about(), place) !== null : place[about().champ].length > 0;
  const chosen = () => state.territoires.map((id) => known.get(id));
  const slots = () => chosen().map((place, at) => ({place, at}));
  const within = (date) => (!state.de || date.slice(0, 4) >= state.de) && (!state.a || date.slice(0, 4) <= state.a);

  /* Address ⇄ state */
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    state.indicateur = Object.hasOwn(INDICATORS, asked.get("indicateur")) ? asked.get("indicateur") : "mois";
    state.territoires = [...new Set((asked.get("territoires") || "").split(","))].filter((id) => known.has(id)).slice(0, MOST);
    if (!asked.has("territoires")) state.territoires = largest();
    [state.de, state.a, state.annee] = ["de", "a", "annee"].map((name) => /^\d{4}$/.test(asked.get(name) || "") ? asked.get(name) : null);
    state.niveau = /^[A-Z_]+$/.test(asked.get("niveau") || "") ? asked.get("niveau") : null;
  }
  /* Without a choice in the address: the three largest of the widest level below the country. */
  function largest() {
    const size = (place) => place.ans.at(-1)?.[1] ?? place.nuits.at(-1)?.valeur ?? place.hab ?? 0;
    const isTold = (place) => about().annuel ? about().niveaux.includes(place.rang) : has(place);
    const below = data.territoires.filter((place) => isTold(place) && place.niveau !== "France");
    return below.filter((place) => place.niveau === below[0].niveau).sort((a, b) => size(b) - size(a)).slice(0, 3).map((place) => place.id);
  }
  function write() {
    const kept = {indicateur: state.indicateur, territoires: state.territoires.join(","), ...Object.fromEntries(["de", "a", "niveau", "annee"].filter((name) => state[name]).map((name) => [name, state[name]]))};
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
    const all = about().annuel ? yearsOf() : window.comparisonSeries.years(slots(), about().champ);
    for (const [id, key, fallback] of [["debut", "de", all[0]], ["fin", "a", all.at(-1)]]) {
      by(id).replaceChildren(...all.map((year) => element("option", year, {value: year})));
      by(id).value = all.includes(state[key]) ? state[key] : fallback;
    }
  }
  const yearsOf = () => [...new Set(chosen().flatMap((place) => (annual.years(about(), place) || []).filter(({state}) => state !== "N").map(({an}) => String(an))))].sort();
  function alerts(result) {
    const isRefused = (place) => about().annuel && !about().niveaux.includes(place.rang);
    const empty = chosen().filter((place) => !has(place) && !isRefused(place)).map((place) => `${place.nom}${NB}: aucun chiffre publié pour cet indicateur.`);
    const isTooSmall = (place) => result.series.find((one) => one.place === place)?.points.some((point) => point.state === "S");
    const blank = !result.refused?.length ? chosen().filter((place) => has(place) && !(result.series.find((one) => one.place === place)?.points.some((point) => point.y !== null || point.state === "M"))).map((place) => `${place.nom}${NB}: ${isTooSmall(place) ? "effectifs trop petits, aucune part ne se calcule." : "non collecté, hors de la source."}`) : [];
    const lines = [...(result.refused || []), ...empty, ...blank, ...rules.cautions(chosen(), state.indicateur)];
    if (!chosen().length) lines.push("Choisissez au moins un territoire.");
    const box = element("div", "", {className: "notice"});
    box.append(...(result.possible === false ? [element("h3", "Comparaison refusée")] : []), ...[...new Set(lines)].map((text) => element("p", text)));
    by("alertes").replaceChildren(...(lines.length ? [box] : []));
  }
  function table(result, title) {
    by("tableau").caption.textContent = title;
    const isCount = (value) => typeof value === "object", told = ({value, state, text, more}) => (text || rules.cell(value, state)) + (more ? ` (${more})` : "");
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
  /* The group of the first territory, and those that contain it. */
  function peers() {
    const [first] = chosen();
    by("autour").hidden = !first;
    if (!first) return;
    by("autour-de").textContent = `${first.nom}${NB}:`;
    by("pairs").disabled = !window.comparisonPeers(first, about().mesure).peers.length;
    by("contenants").disabled = !first.dans.some((id) => known.has(id));
    by("pairs-etat").textContent = window.comparisonPeers(first, about().mesure).said;
  }
  function add(ids) {
    state.territoires = [...new Set([...state.territoires, ...ids])].slice(0, MOST);
    refresh();
  }
  function full() { by("ajouter-etat").textContent = `Six territoires au plus${NB}: retirez-en un d’abord.`; }
  function toggle(id) {
    if (!known.has(id)) return;
    if (state.territoires.includes(id)) state.territoires = state.territoires.filter((one) => one !== id);
    else if (state.territoires.length >= MOST) return full();
    else state.territoires.push(id);
    refresh();
  }

  let current = null, turn = 0;
  const among = window.comparisonAmong({toggle, change: (asked) => { Object.assign(state, asked); refresh(); }});
  function refresh() {
    const mine = ++turn;
    write();
    chips();
    peers();
    by("indicateur").value = state.indicateur;
    const wanted = annual.missing(annual.files(about(), chosen()));
    if (!wanted.length) return show();
    Promise.all(wanted.map(annual.load)).then(() => mine === turn && show(), () => {
      by("alertes").replaceChildren(element("p", "Un fichier de la publication manque\u00a0: ces chiffres ne peuvent pas être montrés.", {className: "notice"}));
    });
  }
  function show() {
    const one = about();
    periods();
    current = one.annuel ? annual.series(one, slots(), within) : window.comparisonSeries[state.indicateur](slots(), within);
    const names = chosen().map((place) => place.nom).join(", ");
    by("figure-titre").textContent = one.titre + (names ? `${NB}: ${names}` : "") + (chosen().some((place) => place.fictif) ? " (données fictives)" : "");
    by("figure-unite").textContent = one.unite + (current.limits && current.series.length <= 3 ? `. Traits verticaux${NB}: ${one.bornes}` : "");
    by("figure-source").textContent = `${one.source} ${one.note}`;
    const caveats = [...(current.avis || []), ...(one.annuel ? [] : rules.caveats(chosen().filter(has), one.champ))];
    by("figure-avis").replaceChildren(...caveats.map((text) => element("p", text, {className: "figure-caution"})));
    alerts(current);
    table(current, one.titre);
    by("figure").hidden = current.series.length === 0;
    by("tableau").dataset.ready = state.indicateur;
    by("trace").setAttribute("aria-label", describe(current));
    document.title = `Comparer${names ? " " + names : ""} · Observatoire local du sans-abrisme`;
    if (current.series.length) window.drawComparison(by("trace"), current.series, current);
    among(one, slots(), state);
  }

  by("choix").addEventListener("submit", (event) => event.preventDefault());
  by("indicateur").addEventListener("change", () => { Object.assign(state, {indicateur: by("indicateur").value, de: null, a: null, annee: null, niveau: null}); refresh(); });
  by("debut").addEventListener("change", () => { state.de = by("debut").value; if (state.a && state.a < state.de) state.a = null; refresh(); });
  by("fin").addEventListener("change", () => { state.a = by("fin").value; if (state.de && state.de > state.a) state.de = null; refresh(); });
  by("enregistrer").addEventListener("click", () => window.saveComparison(`comparaison-${state.indicateur}`, current.file || current, chosen().some((place) => place.fictif)));
  by("pairs").addEventListener("click", () => add(window.comparisonPeers(chosen()[0], about().mesure).peers.slice(0, MOST - 1).map(({id}) => id)));
  by("contenants").addEventListener("click", () => add([...chosen()[0].dans].reverse().filter((id) => known.has(id))));
  window.addEventListener("hashchange", () => { read(); refresh(); });
  window.finder(by("ajouter"), by("ajouter-liste"), by("ajouter-etat"), data.territoires.map((place) => ({name: place.nom, kind: place.niveau, code: place.code, id: place.id})), (entry) => {
    if (state.territoires.includes(entry.id)) return;
    if (state.territoires.length >= MOST) return full();
    add([entry.id]);
  });
  read();
  document.fonts.ready.then(refresh);
})();
