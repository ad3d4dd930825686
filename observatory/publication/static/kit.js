/* Copies what stands beside a figure: its text for a document, the code that embeds it in a page. */
"use strict";
(() => {
  const site = new URL("..", document.currentScript.src).href;

  /* The address of this site, known only here, in place of the one to fill in. */
  if (site.startsWith("http")) {
    for (const code of document.querySelectorAll("[data-site]")) code.textContent = code.textContent.replace(code.dataset.site, site);
  }

  /* Through the selection: it works from a disk as from a server, and leaves the text chosen where copying is refused. */
  function copied(block) {
    const fill = (event) => {
      event.clipboardData.setData("text/plain", block.innerText);
      if (!block.dataset.site) event.clipboardData.setData("text/html", block.innerHTML);
      event.preventDefault();
    };
    window.getSelection().selectAllChildren(block);
    document.addEventListener("copy", fill);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done;
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    const told = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      told.textContent = "";
      const done = copied(document.getElementById(button.dataset.copy));
      setTimeout(() => { told.textContent = done ? "Copié." : "Le texte est sélectionné\u00a0: copiez-le (Ctrl + C)."; }, 60);
    });
  }
})();
