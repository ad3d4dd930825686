/* Where the chosen territories stand among all those of their level: funnel, maps and table of one year, in step. */
"use strict";
(() => {
  const data = window.OBSERVATOIRE_COMPARAISON, rules = window.comparisonRules, style = window.OBSERVATOIRE_STYLE, annual = window.comparisonAnnual;
  const by = (id) => document.getElementById(id);
  const known = new Map(data.territoires.map((place) => [place.id, place]));
  const levelNames = new Map(data.territoires.map((place) => [place.rang, place.niveau]));
  const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  /* A machine that is never idle draws all the same. */
  const idle = () => new Promise((done) => window.requestIdleCallback ? requestIdleCallback(done, {timeout: 100}) : setTimeout(done));
  const VIEWS = ["entonnoir", "carte-brute", "carte-lissee"], NB = "\u00a0", THIN = "\u202f";

  /* Which comparison an indicator has: its level (asked, or that of the first chosen), its year, what must be said. */
  function which(about, places, asked) {
    const levels = data.ensembles[about.mesure];
    if (!levels) return null;
    const wanted = asked.niveau || places.find((place) => place.rang in levels)?.rang;
    const level = wanted in levels ? wanted : Object.keys(levels)[0];
    const years = levels[level], upto = years.filter((year) => !asked.a || year <= Number(asked.a));
    const year = years.includes(Number(asked.annee)) ? Number(asked.annee) : upto.at(-1) ?? years.at(-1);
    const left = [...new Set(places.filter((place) => place.rang !== "FR" && !(place.rang in levels)).map((place) => place.niveau))];
    const said = left.map((name) => `${name}${NB}: pas d’entonnoir, cette mesure n’y compare pas cinq territoires.`);
    return {levels: Object.keys(levels), level, years, year, said, name: `${about.mesure}-${level}-${year}`};
  }

  const lower = (text) => text[0].toLowerCase() + text.slice(1).replace(/\.$/, "");
  const ordinal = (rank) => rank === 1 ? "1er" : `${rules.number(rank)}e`;
  const between = (value, low, high) => value === null ? "n.d." : `${rules.fixed(value, 2)} [${rules.fixed(low, 2)}${THIN}; ${rules.fixed(high, 2)}]`;
  const rate = (value, per) => value === null ? "n.d." : `${rules.fixed(value, 1)}${per === 100 ? `${THIN}%` : ""}`;

  /* The lines of a table of all the territories, by name; `cells` in words, `raw` for the file. */
  function lines({lignes: all}, level) {
    return all.codes.map((code, at) => {
      const state = all.etats[at], isCompared = all.rapport[at] !== null;
      const place = known.get(`${level}-${code}`), name = place?.nom ?? code;
      const rank = all.rang_bas[at] === null ? "n.d." : all.rang_bas[at] === all.rang_haut[at] ? ordinal(all.rang_bas[at]) : `${ordinal(all.rang_bas[at])} à ${ordinal(all.rang_haut[at])}`;
      const reading = isCompared ? data.lectures[all.lectures[at]] : `non comparé${NB}: ${lower(all.raisons[all.motifs[at]] ?? "sans rapport publié")}`;
      return {
        code, name, id: `${level}-${code}`,
        cells: [state === "M" ? "s" : rate(all.taux[at], all.pour), between(all.rapport[at], all.rapport_bas[at], all.rapport_haut[at]), between(all.rapport_lisse[at], all.rapport_lisse_bas[at], all.rapport_lisse_haut[at]), rank, reading],
        raw: [code, name, all.taux[at], state, all.rapport[at], all.rapport_bas[at], all.rapport_haut[at], all.rapport_lisse[at], all.rapport_lisse_bas[at], all.rapport_lisse_haut[at], all.rang_bas[at], all.rang_haut[at], reading],
      };
    }).sort((a, b) => a.name.localeCompare(b.name, "fr"));
  }
  const HEADER = ["territoire_code", "territoire", "taux", "statut_valeur", "rapport", "rapport_bas", "rapport_haut", "rapport_lisse", "rapport_lisse_bas", "rapport_lisse_haut", "rang_bas", "rang_haut", "lecture"];

  window.comparisonAmong = ({toggle, change}) => {
    const body = () => by("ensemble-lignes"), line = (code) => lineOf.get(code);
    const buttons = () => [...by("ensemble-tableau").querySelectorAll("tr:not(.chosen) button")];
    const codeOf = (event) => event.target.closest?.("tr")?.dataset.code;
    let lineOf = new Map(); // code → its line
    const drawn = {}; // view → {piece, at: code → [trace, point, x, y]}
    let now = null, rows = [], chosen = [], turn = 0, lit = null;

    function options(select, values, value, names = (one) => one) {
      select.replaceChildren(...values.map((one) => new Option(names(one), one)));
      select.value = value;
    }

    function fillTable(piece) {
      rows = lines(piece, now.level);
      const per = piece.lignes.pour === 100 ? "Part" : `Ménages pour ${rules.number(piece.lignes.pour)} habitants`;
      by("ensemble-tableau").caption.textContent = `${piece.titre.split(`${NB}:`)[0]}${NB}: tous les territoires, par ordre alphabétique, les vôtres d’abord`;
      by("ensemble-tableau").tHead.innerHTML = `<tr><th scope="col">Territoire</th>${[per, "Rapport à l’attendu", "Rapport lissé", `Rang, sur ${rules.number(piece.lignes.compares ?? 0)}`].map((words) => `<th scope="col" class="n">${words}</th>`).join("")}<th scope="col">Lecture</th></tr>`;
      body().innerHTML = rows.map(({code, name, cells}) => `<tr data-code="${plain(code)}"><th scope="row"><button type="button" tabindex="-1" aria-pressed="false">${plain(name)}</button></th>${cells.slice(0, 4).map((cell) => `<td class="n${cell === "n.d." || cell === "s" ? " missing" : ""}">${cell}</td>`).join("")}<td>${plain(cells[4])}</td></tr>`).join("");
      lineOf = new Map([...body().rows].map((row) => [row.dataset.code, row]));
      const masked = rows.some(({cells}) => cells[0] === "s"), blank = rows.some(({cells}) => cells.includes("n.d."));
      by("ensemble-marques").textContent = [masked && `s${NB}: ${data.marques.s}`, blank && `n.d.${NB}: ${data.marques["n.d."]}`].filter(Boolean).join(`${THIN}; `);
    }

    /* The chosen first, in their colors: a copy of their line, which is hidden below. */
    function pin() {
      const focused = by("ensemble-tableau").contains(document.activeElement) && codeOf({target: document.activeElement});
      for (const row of body().querySelectorAll(".chosen")) row.classList.remove("chosen");
      const mine = chosen.filter(({place}) => place.rang === now.level).map(({place, at}) => ({row: line(place.code), at})).filter(({row}) => row);
      by("ensemble-choisis").replaceChildren(...mine.map(({row, at}) => {
        const copy = row.cloneNode(true);
        row.classList.add("chosen");
        copy.style.setProperty("--chip", style.series[at].color);
        copy.querySelector("button").ariaPressed = "true";
        return copy;
      }));
      for (const button of by("ensemble-tableau").querySelectorAll('button[tabindex="0"]')) button.tabIndex = -1;
      const first = buttons()[0];
      if (first) first.tabIndex = 0;
      if (focused) buttons().find((button) => codeOf({target: button}) === focused)?.focus({preventScroll: true});
    }

    /* Where a name of this length touches no ring and no other name: [x, y, anchor], beside the mark, the nearest first. */
    function free(taken, length, x, y, isRight, width) {
      const places = [0, -15, 15, -30, 30, -45, 45].flatMap((dy) => (isRight ? ["end", "start"] : ["start", "end"]).map((side) => [x + (side === "end" ? -13 : 13), y + 4 + dy, side]));
      const box = ([left, top, side]) => side === "end" ? [left - length, top - 12, left, top + 3] : [left, top - 12, left + length, top + 3];
      const isFree = (one) => box(one)[0] >= 0 && box(one)[2] <= width && !taken.some(([x0, y0, x1, y1]) => box(one)[0] < x1 && x0 < box(one)[2] && box(one)[1] < y1 && y0 < box(one)[3]);
      const found = places.find(isFree) ?? places[0];
      taken.push(box(found));
      return found;
    }

    /* Rings and names on the marks of the chosen territories, above the drawing, which is not made again; a name is written
       towards the middle, so that no edge cuts it, and not at all where the drawing already has it. */
    function rings(view) {
      const target = by(`${view}-trace`), {xaxis, yaxis, annotations = [], width} = target._fullLayout;
      const named = new Set(annotations.map(({text}) => text)), middle = xaxis._offset + xaxis._length / 2;
      const mine = chosen.filter(({place}) => place.rang === now.level && drawn[view].at.has(place.code)).map(({place, at}) => {
        const [, , x, y] = drawn[view].at.get(place.code);
        return {place, look: style.series[at], x: xaxis._offset + xaxis.d2p(x), y: yaxis._offset + yaxis.d2p(y)};
      }).sort((a, b) => a.y - b.y);
      const labels = rules.shortened(mine.map(({place}) => place.nom), width < 420 ? 16 : 34);
      const taken = mine.map(({x, y}) => [x - 10, y - 10, x + 10, y + 10]);
      const marks = mine.map(({place, look, x, y}, k) => {
        const circle = `<circle cx="${x}" cy="${y}" r="9" fill="none" stroke="${look.color}" stroke-width="3"/>`;
        if (named.has(plain(place.nom))) return circle;
        const [left, top, side] = free(taken, labels[k].length * 7, x, y, x > middle, width);
        return `${circle}<text x="${left}" y="${top}" text-anchor="${side}" fill="${look.text}" font-family="${plain(style.template.layout.font.family)}" font-size="13" paint-order="stroke" stroke="#fff" stroke-width="4" stroke-linejoin="round">${plain(labels[k])}</text>`;
      });
      const paper = target.querySelector(".main-svg");
      const layer = paper.querySelector(".rings") ?? paper.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "g"));
      layer.setAttribute("class", "rings");
      layer.setAttribute("pointer-events", "none");
      layer.innerHTML = marks.join("");
      const said = rows.filter(({id}) => chosen.some(({place}) => place.id === id)).map(({name, cells}) => `${name}, ${cells[1]}, ${cells[4]}`);
      target.setAttribute("aria-label", drawn[view].piece.texte + (said.length ? ` Choisis${NB}: ${said.join(`${THIN}; `)}.` : ""));
    }

    async function draw(view, piece) {
      const target = by(`${view}-trace`), isNew = !target.dataset.drawn;
      if (drawn[view]?.piece === piece) return rings(view);
      const at = new Map();
      piece.trace.data.forEach((trace, curve) => trace.customdata?.forEach((code, point) => at.set(code, [curve, point, trace.x[point], trace.y[point]])));
      by(`${view}-titre`).textContent = piece.titre;
      by(`${view}-unite`).textContent = piece.unite;
      by(`${view}-source`).textContent = piece.source;
      by(`${view}-avis`).replaceChildren(...piece.avis.map((text) => Object.assign(document.createElement("p"), {textContent: text, className: "figure-caution"})));
      await window.drawFigure(target, piece.trace, piece.hauteur);
      drawn[view] = {piece, at};
      rings(view);
      if (!isNew) return;
      target.on("plotly_afterplot", () => drawn[view] && rings(view));
      target.on("plotly_click", ({points}) => { const code = points.find((point) => point.customdata)?.customdata; if (code) toggle(`${now.level}-${code}`); });
      target.on("plotly_hover", ({points}) => near(points.find((point) => point.customdata)?.customdata ?? null, view));
      target.on("plotly_unhover", () => near(null, view));
    }

    /* What the pointer or the focus is on shows in the other views too. */
    function near(code, source) {
      if (code === lit) return; // what another view answers
      lit = code;
      for (const row of by("ensemble-tableau").querySelectorAll(".near")) row.classList.remove("near");
      if (code) for (const row of [line(code), ...by("ensemble-choisis").rows]) if (row?.dataset.code === code) row.classList.add("near");
      for (const view of VIEWS) {
        if (view === source || !drawn[view]) continue;
        const found = code && drawn[view].at.get(code), target = by(`${view}-trace`);
        if (found) Plotly.Fx.hover(target, [{curveNumber: found[0], pointNumber: found[1]}]);
        else Plotly.Fx.unhover(target);
      }
    }

    async function show(mine) {
      const shown = VIEWS.filter((view) => view === "entonnoir" || data.cartes.includes(now.level)), name = `entonnoir-${now.name}`;
      const [found] = await Promise.all([Promise.all(shown.map((view) => annual.load(`${view}-${now.name}`))), window.plotly()]);
      if (mine !== turn) return;
      if (body().dataset.name !== name) { fillTable(found[0]); body().dataset.name = name; }
      pin();
      for (const view of VIEWS) {
        by(view).hidden = !shown.includes(view);
        if (by(view).hidden) delete drawn[view];
      }
      for (const [k, view] of shown.entries()) {
        if (drawn[view]?.piece !== found[k]) await idle();
        if (mine !== turn) return;
        await draw(view, found[k]);
      }
      if (mine !== turn) return;
      by("ensemble").dataset.ready = `${now.name} ${chosen.map(({place}) => place.id).join(",")}`;
    }

    by("ensemble-niveau").addEventListener("change", () => change({niveau: by("ensemble-niveau").value, annee: null}));
    by("ensemble-annee").addEventListener("change", () => change({annee: by("ensemble-annee").value}));
    by("ensemble-fichier").addEventListener("click", () => window.saveComparison(`ensemble-${now.name.toLowerCase()}`, {header: HEADER, rows: rows.map(({raw}) => raw)}, data.territoires.some((place) => place.rang === now.level && place.fictif)));
    by("ensemble-tableau").addEventListener("click", (event) => {
      const code = event.target.closest("button") && codeOf(event);
      if (!code) return;
      toggle(`${now.level}-${code}`);
      pin();
    });
    by("ensemble-tableau").addEventListener("keydown", (event) => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key], all = buttons();
      const to = all[all.indexOf(event.target) + step];
      if (!step || !to) return;
      event.preventDefault();
      event.target.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
    by("ensemble-tableau").addEventListener("mouseover", (event) => { const code = codeOf(event); if (code) near(code, "tableau"); });
    by("ensemble-tableau").addEventListener("mouseleave", () => near(null, "tableau"));
    by("ensemble-tableau").addEventListener("focusin", (event) => { const code = codeOf(event); if (code) near(code, "tableau"); });

    /* Called at each change, once the curve is drawn: the rest follows when the browser has time. */
    return (about, slots, asked) => {
      const mine = ++turn;
      now = which(about, slots.map(({place}) => place), asked);
      chosen = slots;
      by("ensemble").hidden = !now;
      if (!now) return;
      options(by("ensemble-niveau"), now.levels, now.level, (level) => levelNames.get(level) ?? level);
      options(by("ensemble-annee"), [...now.years].reverse(), now.year);
      by("ensemble-avis").replaceChildren(...now.said.map((text) => Object.assign(document.createElement("p"), {textContent: text})));
      by("ensemble-avis").hidden = !now.said.length;
      idle().then(() => mine === turn && show(mine)).catch(() => { by("ensemble-avis").hidden = false; by("ensemble-avis").textContent = "Un fichier de la publication manque\u00a0: la comparaison d’ensemble ne peut pas être montrée."; });
    };
  };
})();
