/* A search box with a list (ARIA combobox): type a name or a code, arrows, Enter. */
"use strict";
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’'\-]/g, " ").trim();

  function rank(entry, wanted) {
    if (entry.code === wanted) return 0;
    if (entry.plain.startsWith(wanted)) return 1;
    if (entry.plain.includes(" " + wanted)) return 2;
    return entry.plain.includes(wanted) || entry.code.startsWith(wanted) ? 3 : -1;
  }

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

  /* entries: [{name, kind, code, …}]; choose(entry) is called for the one that is picked. */
  window.finder = (input, list, status, entries, choose) => {
    const all = entries.map((entry, order) => ({...entry, order, plain: plain(entry.name), code: entry.code.toLowerCase()}));
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
    function pick(at) { const entry = shown[at]; close(); input.value = ""; if (entry) choose(entries[entry.order]); }
    function search() {
      const wanted = plain(input.value);
      shown = wanted === "" ? [] : all.map((entry) => ({entry, rank: rank(entry, wanted)})).filter((found) => found.rank >= 0)
        .sort((a, b) => a.rank - b.rank || a.entry.order - b.entry.order).slice(0, 12).map((found) => found.entry);
      list.replaceChildren(...shown.map((entry, i) => option(entry, `${list.id}-${i}`)));
      list.hidden = shown.length === 0;
      input.setAttribute("aria-expanded", String(shown.length > 0));
      status.textContent = wanted === "" ? "" : shown.length ? `${shown.length} territoire${shown.length > 1 ? "s" : ""} dans la liste` : "Aucun territoire de ce nom ou de ce code.";
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
