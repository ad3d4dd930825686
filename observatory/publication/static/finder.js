/* Words are compared without accents, capitals or plurals. A search box with a list (ARIA combobox): type a name or a code, arrows, Enter. */
"use strict";
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/[’'\-«»:,()\u00a0\u202f]/g, " ").replace(/([a-z]{3,})[sx](?= |$)/g, "$1").replace(/ +/g, " ").trim();

  window.plain = plain;

  function rank(entry, wanted, words) {
    if (entry.code === wanted) return 0;
    if (entry.plain.startsWith(wanted)) return 1 + entry.later;
    if (entry.plain.includes(" " + wanted)) return 2 + entry.later;
    if (entry.plain.includes(wanted) || entry.code.startsWith(wanted)) return 3 + entry.later;
    if (words.length > 1 || entry.more) {
      const text = ` ${entry.plain} ${entry.more}`;
      if (words.every((word) => text.includes(" " + word))) return 4 + entry.later;
    }
    return -1;
  }

  /* Those of the entries [{name, kind, code, more?, later?}] that answer a text, the nearest first; `later`: put after others. */
  window.findAmong = (entries) => {
    const all = entries.map((entry, order) => ({order, plain: plain(entry.name), code: entry.code.toLowerCase(), more: plain(entry.more ?? ""), later: entry.later ?? 0}));
    return (text) => {
      const wanted = plain(text), words = wanted.split(/\s+/);
      if (wanted === "") return [];
      return all.map((entry) => ({entry, rank: rank(entry, wanted, words)})).filter((found) => found.rank >= 0)
        .sort((a, b) => a.rank - b.rank || a.entry.order - b.entry.order).map((found) => entries[found.entry.order]);
    };
  };

  const PLACES = {
    found: (count) => `${count} territoire${count > 1 ? "s" : ""} dans la liste`,
    none: "Aucun territoire de ce nom ou de ce code.",
  };

  function option(entry, id) {
    const line = document.createElement("li");
    const name = document.createElement("span"), kind = document.createElement("span");
    name.textContent = entry.name;
    kind.textContent = entry.kind;
    kind.className = "quiet";
    line.append(name, kind);
    line.id = id;
    line.setAttribute("role", "option");
    return line;
  }

  /* choose(entry) is called for the one that is picked; last(text), an entry put at the end of every list. */
  window.finder = (input, list, status, entries, choose, {words = PLACES, last = null, size = 12} = {}) => {
    const among = window.findAmong(entries);
    let shown = [], active = -1;

    function mark(at) {
      active = at;
      [...list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({block: "nearest"});
      }
    }
    function close() { list.hidden = true; input.setAttribute("aria-expanded", "false"); mark(-1); }
    function pick(at) { const entry = shown[at]; close(); input.value = ""; if (entry) choose(entry); }
    function search() {
      const text = input.value.trim(), found = among(text);
      shown = found.slice(0, size);
      if (last && found.length > size) shown.push(last(text));
      list.replaceChildren(...shown.map((entry, i) => option(entry, `${list.id}-${i}`)));
      list.hidden = shown.length === 0;
      input.setAttribute("aria-expanded", String(shown.length > 0));
      status.textContent = text === "" ? "" : found.length ? words.found(Math.min(found.length, size)) : words.none;
      mark(shown.length ? 0 : -1);
    }
    input.addEventListener("input", search);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { input.value = ""; search(); close(); }
      if (list.hidden) return;
      const moves = {ArrowDown: 1, ArrowUp: -1};
      if (event.key in moves) { event.preventDefault(); mark((active + moves[event.key] + shown.length) % shown.length); }
      if (event.key === "Enter") { event.preventDefault(); pick(active); }
    });
    input.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick([...list.children].indexOf(event.target.closest("li")));
    });
  };

  const home = document.getElementById("chercher");
  if (home) {
    const links = [...document.querySelectorAll("a[data-code]")];
    const entries = links.map((link) => ({name: link.textContent, kind: link.dataset.kind, code: link.dataset.code, href: link.href}));
    const status = document.getElementById("chercher-etat");
    window.finder(home, document.getElementById("chercher-liste"), status, entries, (entry) => { window.location.href = entry.href; });
  }
})();
