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

  function element(name, attributes, text) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /* One block of text; returns the height that it takes. */
  function block(svg, text, top, {size, weight = 400, color, leading = 1.28, left = 0}) {
    if (!text) return 0;
    const font = `${weight} ${size}px ${style.font}`;
    const lines = wrap(text, font, style.width - left);
    const node = element("text", {"font-family": style.font, "font-size": size, "font-weight": weight, fill: color});
    lines.forEach((line, i) => node.append(element("tspan", {x: left, y: top + size + i * size * leading}, line)));
    svg.append(node);
    return lines.length * size * leading;
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
        const group = element("g", {"clip-path": clip});
        children[first].before(group);
        for (const child of children.slice(first, next)) { child.removeAttribute("clip-path"); group.append(child); }
      }
    }
  }

  async function compose(figure) {
    const layout = {...figure.plot.layout, template: style.template, width: style.width, height: figure.height, autosize: false};
    stage.querySelectorAll("svg > rect").forEach((left) => left.remove()); // toSVG leaves one on the stage each time
    await Plotly.newPlot(stage, figure.plot.data, layout, {staticPlot: true}); // not react: axes of the figure before would linger
    const drawn = new DOMParser().parseFromString(Plotly.Snapshot.toSVG(stage, "svg"), "image/svg+xml").documentElement;
    clipTogether(drawn);
    const svg = element("svg", {xmlns: SVG, width: style.width, role: "img", "aria-labelledby": "titre description"});
    svg.append(element("title", {id: "titre"}, figure.title), element("desc", {id: "description"}, figure.alt));
    svg.append(element("style", {}, style.fontMark)); // the font is put in at the end: it need not travel with each figure
    const paper = element("rect", {width: style.width, fill: "#ffffff"});
    svg.append(paper);
    let top = 0;
    if (figure.mention) {
      svg.append(element("rect", {x: 0, y: 0, width: style.width, height: 24, fill: style.ochre}));
      block(svg, figure.mention, 4, {size: 13, weight: 650, color: "#ffffff", left: 10});
      top += 32;
    }
    top += block(svg, figure.title, top, {size: 18.5, weight: 650, color: style.ink, leading: 1.22}) + 2;
    top += block(svg, figure.subtitle, top, {size: 14, color: style.muted}) + 8;
    const plot = element("g", {transform: `translate(0,${top})`});
    plot.append(...[...drawn.childNodes].map((node) => document.importNode(node, true)));
    svg.append(plot);
    top += figure.height + 8;
    svg.append(element("rect", {x: 0, y: top, width: style.width, height: 1, fill: style.rule}));
    top += 6;
    if (figure.caution) top += block(svg, "▲ " + figure.caution, top, {size: 12, weight: 500, color: style.ochre}) + 2;
    top += block(svg, figure.footer, top, {size: 12, color: style.muted}) + 6;
    for (const node of [svg, paper]) node.setAttribute("height", Math.ceil(top));
    svg.setAttribute("viewBox", `0 0 ${style.width} ${Math.ceil(top)}`);
    return {svg: new XMLSerializer().serializeToString(svg), height: Math.ceil(top)};
  }

  /* Texts of JSON both ways: the driver of the browser walks anything else value by value. */
  window.drawBatch = async (figures) => {
    const drawn = [];
    for (const figure of JSON.parse(figures)) drawn.push({id: figure.id, ...await compose(figure)});
    return JSON.stringify(drawn);
  };
})();
