/* Static figures: draws one figure off screen and composes an image that stands alone (title, unit, data, warnings,
   source, « données fictives »). Runs only in the browser that makes the files; never in a published page. */
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const style = window.OBSERVATOIRE_STYLE;
  const ruler = document.createElement("canvas").getContext("2d");
  const stage = document.getElementById("stage");

  function wrap(text, font, width) {
    ruler.font = font;
    const lines = [];
    let line = "";
    for (const word of text.split(/[ \n]+/).filter(Boolean)) {
      const longer = line ? line + " " + word : word;
      if (line && ruler.measureText(longer).width > width) { lines.push(line); line = word; } else line = longer;
    }
    return line ? [...lines, line] : lines;
  }

  const escaped = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const told = (attributes) => Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join("");
  const element = (name, attributes, text = "") => `<${name}${told(attributes)}>${escaped(text)}</${name}>`;

  /* One block of text from `top` down, and where it ends. */
  function block(text, top, {size, weight = 400, color, leading = 1.28, left = 0}) {
    if (!text) return ["", top];
    const lines = wrap(text, `${weight} ${size}px ${style.font}`, style.width - left);
    const spans = lines.map((line, i) => element("tspan", {x: left, y: top + size + i * size * leading}, line));
    const look = {"font-family": style.font, "font-size": size, "font-weight": weight, fill: color};
    return [`<text${told(look)}>${spans.join("")}</text>`, top + lines.length * size * leading];
  }

  /* A renderer makes a whole layer for each cut: one that cuts nothing is left out. What is drawn is the shape and half its line,
     which may be pointed. */
  function unclip(drawn) {
    const outlines = new Map([...drawn.querySelectorAll("clipPath")].map(({id, children: [rect, ...more]}) => [id, !more.length && rect?.localName === "rect" ? rect.getBBox() : null]));
    const found = [...drawn.querySelectorAll("[clip-path]")].map((node) => {
      const outline = outlines.get(node.getAttribute("clip-path").match(/#([^'")]+)/)?.[1]);
      if (!outline) return null;
      const around = Math.max(0, ...[node, ...node.querySelectorAll("*")].map((one) => one.style.stroke && one.style.stroke !== "none" ? parseFloat(one.style.strokeWidth) || 1 : 0));
      const {x, y, width, height} = node.getBBox();
      const [left, top, right, bottom] = [x - around - outline.x, y - around - outline.y, outline.x + outline.width - x - width - around, outline.y + outline.height - y - height - around];
      return Math.min(left, top, right, bottom) >= -0.01 ? node : null;
    });
    for (const node of found) node?.removeAttribute("clip-path");
  }

  /* Neighbours cut by the same outline are cut once: a renderer makes a whole layer for each cut. */
  function clipTogether(drawn) {
    const outline = (node) => !node || node.hasAttribute("transform") ? null : node.getAttribute("clip-path");
    for (const parent of [...drawn.querySelectorAll("g")]) {
      const children = [...parent.children];
      for (let first = 0, next; first < children.length; first = next) {
        const clip = outline(children[first]);
        for (next = first + 1; clip && outline(children[next]) === clip; next++);
        if (next - first < 2) continue;
        const group = document.createElementNS(SVG, "g");
        group.setAttribute("clip-path", clip);
        children[first].before(group);
        for (const child of children.slice(first, next)) { child.removeAttribute("clip-path"); group.append(child); }
      }
    }
  }

  /* The library names the parts of a drawing by chance: here by its figure, so that the same figure has the same bytes. */
  function chance(text) {
    let seed = 1;
    for (const one of text) seed = (seed * 31 + one.codePointAt(0)) % 2147483647;
    return () => (seed = seed * 48271 % 2147483647) / 2147483647;
  }

  async function compose(figure) {
    Math.random = chance(figure.id);
    const layout = {...figure.plot.layout, template: style.template, width: style.width, height: figure.height, autosize: false};
    stage.querySelectorAll("svg > rect").forEach((left) => left.remove()); // toSVG leaves one on the stage each time
    await Plotly.newPlot(stage, figure.plot.data, layout, {staticPlot: true}); // not react: axes of the figure before would linger
    unclip(stage);
    clipTogether(stage);
    const whole = Plotly.Snapshot.toSVG(stage, "svg"), drawing = whole.slice(whole.indexOf(">") + 1, whole.lastIndexOf("</svg>"));
    let top = 0;
    const parts = [];
    const add = (text, look) => { const [words, end] = block(text, top, look); parts.push(words); top = end; };
    if (figure.mention) {
      parts.push(element("rect", {x: 0, y: 0, width: style.width, height: 24, fill: style.ochre}));
      parts.push(block(figure.mention, 4, {size: 13, weight: 650, color: "#ffffff", left: 10})[0]);
      top = 32;
    }
    add(figure.title, {size: 18.5, weight: 650, color: style.ink, leading: 1.22});
    top += 2;
    add(figure.subtitle, {size: 14, color: style.muted});
    top += 8;
    const plotTop = top;
    parts.push(`<g transform="translate(0,${top})">${drawing}</g>`);
    top += figure.height + 8;
    parts.push(element("rect", {x: 0, y: top, width: style.width, height: 1, fill: style.rule}));
    top += 6;
    if (figure.caution) add("▲ " + figure.caution, {size: 12, weight: 500, color: style.ochre});
    if (figure.caution) top += 2;
    add(figure.footer, {size: 12, color: style.muted});
    const height = Math.ceil(top + 6);
    const root = {xmlns: SVG, width: style.width, role: "img", "aria-labelledby": "titre description", height, viewBox: `0 0 ${style.width} ${height}`};
    const head = [element("title", {id: "titre"}, figure.title), element("desc", {id: "description"}, figure.alt), element("style", {}, style.fontMark)]; // the font is put in at the end: it need not travel with each figure
    const paper = element("rect", {width: style.width, fill: "#ffffff", height});
    return {svg: `<svg${told(root)}>${head.join("")}${paper}${parts.join("")}</svg>`, height};
  }

  async function drawBatch(figures) {
    const drawn = [];
    for (const figure of figures) drawn.push({id: figure.id, ...await compose(figure)});
    return JSON.stringify(drawn);
  }

  /* Draws these figures, and answers with those of the call before, which travel meanwhile. Texts of JSON both ways: the driver
     of the browser walks anything else value by value. */
  let before = Promise.resolve("[]");
  window.drawNext = (figures) => {
    const ready = before;
    before = ready.then(() => drawBatch(JSON.parse(figures)));
    return ready;
  };
})();
