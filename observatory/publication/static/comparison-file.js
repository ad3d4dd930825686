/* The file of what is shown: « ; », decimal comma, a state beside each count, a mark on invented data. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON;
  const states = {...data.etats, S: "SOUS_LE_SEUIL"};
  const quote = (value) => {
    const text = typeof value === "number" ? String(value).replace(".", ",") : String(value ?? "");
    return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : /^[=+\-@]/.test(text) && isNaN(text.replace(",", ".")) ? `'${text}` : text;
  };

  /* A count {value, state, more} has its state in the next column, and is empty when it is hidden or missing. */
  function flat({header, rows}) {
    const isCount = (at) => rows[0]?.[at] !== null && typeof rows[0]?.[at] === "object";
    return [
      header.flatMap((name, at) => isCount(at) ? [name, "statut_valeur"] : [name]),
      ...rows.map((row) => row.flatMap((cell) => cell !== null && typeof cell === "object" ? [cell.value, states[cell.state] + (cell.more ? ` (${cell.more})` : "")] : [cell])),
    ];
  }

  window.saveComparison = (name, table, fictive) => {
    const at = table.header.indexOf("statut_valeur");
    const [header, ...rows] = at < 0 ? flat(table) : [table.header, ...table.rows.map((row) => row.map((cell, k) => k === at ? states[cell] : cell))];
    const lines = [[...header, ...(fictive ? ["mention"] : [])], ...rows.map((row) => [...row, ...(fictive ? ["Données fictives"] : [])])];
    const text = "\ufeff" + lines.map((row) => row.map(quote).join(";")).join("\r\n") + "\r\n";
    const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(new Blob([text], {type: "text/csv"})), download: `${name}.csv`});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
})();
