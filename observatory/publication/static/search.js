/* The search of every page: its index is asked for when a reader first uses it. Opens what an address points at. */
"use strict";
(() => {
  const assets = new URL(".", document.currentScript.src), site = new URL("..", assets);
  const CHOSEN = {Figure: 2, Table: 1}; // what comes after the rest at equal words
  let asked = null;

  /* The index is a script, not a file to fetch: it is read from a disk as from a server. */
  function load() {
    asked ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = new URL("search-index.js", assets);
      script.addEventListener("load", () => done(spread(window.OBSERVATOIRE_INDEX)));
      document.head.append(script);
    });
    return asked;
  }

  function spread(index) {
    const places = [], figures = [];
    for (const [level, rows] of Object.entries(index.lieux)) {
      for (const [code, name, list] of rows) {
        const slug = `${level} ${code}`.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
        const page = `territoires/${slug}.html`;
        places.push({name, kind: index.niveaux[level], code, address: page});
        for (const at of index.listes[list]) {
          const [end, words] = index.figures[at];
          const same = words.startsWith(name);
          figures.push({name: same ? words : `${name}\u00a0: ${words}`, kind: "Figure", code: "", address: `${page}#${slug}-${end}`, later: CHOSEN.Figure});
        }
      }
    }
    const others = index.autres.map(([kind, name, address, more]) => ({name, kind, code: "", address, more, later: CHOSEN[kind] ?? 0}));
    return [...places, ...others, ...figures];
  }

  const go = (entry) => { window.location.href = new URL(entry.address, site).href; };
  const all = (text) => ({name: `Tous les résultats pour «\u00a0${text}\u00a0»`, kind: "", code: "", address: `rechercher.html?q=${encodeURIComponent(text)}`});
  const said = (count) => `${count} résultat${count > 1 ? "s" : ""}`;

  const place = document.querySelector(".site-search");
  if (place) {
    const input = place.querySelector("input");
    const words = {found: (count) => `${said(count)} dans la liste`, none: "Aucun résultat."};
    place.hidden = false;
    input.addEventListener("focus", async () => {
      window.finder(input, place.querySelector("[role=listbox]"), place.querySelector("[role=status]"), await load(), go, {words, last: all, size: 9});
      if (input.value) input.dispatchEvent(new Event("input"));
    }, {once: true});
  }

  /* The page of results: everything that answers, by kind. */
  const results = document.getElementById("resultats");
  if (results) {
    const input = document.getElementById("question"), status = document.getElementById("resultats-etat");
    const named = {Figure: "Figures", Indicateur: "Indicateurs", Glossaire: "Mots du glossaire", Table: "Tables du dictionnaire", Page: "Pages"};
    const line = (entry) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = new URL(entry.address, site).href;
      link.textContent = entry.name;
      item.append(link);
      if (!(entry.kind in named)) item.append(Object.assign(document.createElement("span"), {className: "quiet", textContent: ` ${entry.kind.toLowerCase()} ${entry.code}`}));
      return item;
    };
    const group = (kind, entries) => {
      const title = document.createElement("h2"), list = document.createElement("ul"), part = document.createElement("section");
      title.textContent = `${kind} (${entries.length})`;
      list.className = "results";
      list.append(...entries.slice(0, 60).map(line));
      part.append(title, list);
      if (entries.length > 60) part.append(Object.assign(document.createElement("p"), {className: "quiet", textContent: "Les 60 premiers : précisez la recherche pour voir les autres."}));
      return part;
    };
    load().then((entries) => {
      const ranked = window.findAmong(entries);
      const show = () => {
        const found = ranked(input.value), kinds = new Map();
        for (const entry of found) {
          const kind = named[entry.kind] ?? "Territoires";
          kinds.set(kind, [...kinds.get(kind) ?? [], entry]);
        }
        status.textContent = input.value.trim() === "" ? "" : found.length ? `${said(found.length)}.` : "Aucun résultat : essayez un autre mot, un nom de territoire ou son code.";
        results.replaceChildren(...[...kinds].map(([kind, some]) => group(kind, some)));
        history.replaceState(null, "", input.value ? `?q=${encodeURIComponent(input.value)}` : "?");
      };
      input.value ||= new URLSearchParams(location.search).get("q") ?? "";
      input.addEventListener("input", show);
      show();
    });
  }

  /* A closed part that an address points at opens, with those that hold it. */
  function open() {
    const wanted = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = [];
    for (let part = wanted && wanted.closest("details"); part; part = part.parentElement.closest("details")) closed.push(part);
    for (const part of closed) part.open = true;
    if (closed.length) wanted.scrollIntoView({behavior: "instant"});
  }
  addEventListener("hashchange", open);
  open();
})();
