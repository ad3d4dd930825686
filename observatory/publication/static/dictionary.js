/* Narrows the dictionary to the columns and codes that hold what is typed, in the schema and the table that are chosen. */
"use strict";
(() => {
  const form = document.getElementById("dico-filtrer");
  if (!form) return;
  const [input, schema, table, status] = ["mots", "schema", "table", "etat"].map((name) => document.getElementById(`dico-${name}`));
  const tables = [...document.querySelectorAll("[data-table]")].map((place) => ({
    place,
    title: window.plain(`${place.dataset.table} ${place.dataset.titre ?? ""}`),
    about: window.plain(place.querySelector(".dico-about")?.textContent ?? ""),
    columns: [...place.querySelectorAll("[data-colonne]")].map((one) => ({place: one, text: window.plain(one.textContent)})),
  }));
  const groups = [...document.querySelectorAll("[data-groupe]")];
  const many = (count, word) => `${count} ${word}${count > 1 ? "s" : ""}`;

  /* The columns that hold all the words, themselves or with the title of their table; and those to keep: all of them when
     the table is the one that is asked for, by its title or else by what it says of itself. */
  function answers(words, title, about, columns) {
    if (words.every((word) => title.includes(word))) return [[], columns];
    const own = columns.filter(({text}) => words.every((word) => title.includes(word) || text.includes(word)));
    return [own, own.length === 0 && words.every((word) => about.includes(word) || title.includes(word)) ? columns : own];
  }

  function show() {
    const words = window.plain(input.value).split(/\s+/).filter(Boolean), narrowed = words.length || schema.value || table.value;
    let found = 0, held = 0;
    for (const {place, title, about, columns} of tables) {
      const inside = (!schema.value || place.dataset.schema === schema.value) && (!table.value || place.dataset.table === table.value && place.dataset.schema !== "listes");
      const [own, kept] = inside ? answers(words, title, about, columns) : [[], []];
      for (const column of columns) column.place.hidden = !kept.includes(column);
      place.hidden = kept.length === 0;
      place.open = kept.length > 0 && Boolean(table.value || own.length);
      found += kept.length;
      held += kept.length > 0;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-table]:not([hidden])");
    status.textContent = !narrowed ? "" : found ? `${found} colonne${found > 1 ? "s" : ""} ou code${found > 1 ? "s" : ""} dans ${many(held, "table")} ou liste${held > 1 ? "s" : ""}.` : "Rien ne contient ces mots.";
    history.replaceState(null, "", `${location.pathname}${input.value ? `?q=${encodeURIComponent(input.value)}` : ""}${location.hash}`);
  }

  /* What an address points at is shown, whatever was typed. */
  function reveal() {
    const wanted = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!wanted || !wanted.closest("[hidden]")) return;
    input.value = schema.value = table.value = "";
    show();
    for (let part = wanted.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    wanted.scrollIntoView({behavior: "instant"});
  }

  form.hidden = false;
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  for (const one of [input, schema, table]) one.addEventListener("input", show);
  addEventListener("hashchange", reveal);
  if (input.value || schema.value || table.value) { show(); reveal(); }
})();
