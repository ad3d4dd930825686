/* Narrows the words and indicators of the glossary to those that hold what is typed. */
"use strict";
(() => {
  const input = document.getElementById("filtre"), status = document.getElementById("filtre-etat");
  const entries = [...document.querySelectorAll("[data-entry]")].map((place) => ({place, text: window.plain(`${place.textContent} ${place.dataset.entry}`)}));
  const groups = [...document.querySelectorAll(".letters")];
  document.getElementById("filtrer").hidden = false;
  input.addEventListener("input", () => {
    const words = window.plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const {place, text} of entries) {
      place.hidden = !words.every((word) => text.includes(word));
      shown += !place.hidden;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    status.textContent = words.length === 0 ? "" : shown ? `${shown} entrée${shown > 1 ? "s" : ""}.` : "Aucune entrée ne contient ces mots.";
  });
})();
