/* Draws the figures of a page from the JSON beside them, in the one style of the observatory. */
"use strict";
(() => {
  const style = window.OBSERVATOIRE_STYLE, assets = new URL(".", document.currentScript.src).href;

  /* The drawing library is large: it is read once the page has been shown. */
  let asked = null;
  window.plotly = () => asked ??= new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), {src: `${assets}plotly.min.js`});
    script.addEventListener("load", done);
    script.addEventListener("error", fail);
    requestAnimationFrame(() => setTimeout(() => document.head.append(script)));
  });

  /* Lets the print sheet scale a drawing as a picture. */
  function scalable(place) {
    for (const svg of place.querySelectorAll(".main-svg")) {
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    }
  }

  /* A map keeps its proportions: as tall as its width allows, and its legend below in as many rows as it needs. */
  function mapSize(map, width) {
    const rows = Math.ceil(map.entries / Math.max(Math.floor(width / map.entry), 1));
    const below = map.entries ? rows * map.row + map.gap : 0;
    return {below, height: Math.min(width * map.height / map.width, map.tallest) + below};
  }

  window.drawFigure = async (place, plot, height) => {
    const layout = {...plot.layout, template: style.template, height, autosize: true};
    if (plot.carte) {
      const size = mapSize(plot.carte, place.clientWidth);
      layout.height = size.height;
      layout.margin = {...layout.margin, b: size.below};
      if (place.clientWidth < 520) layout.annotations = layout.annotations.map((title) => ({...title, font: {...title.font, size: 8}}));
      place.style.minHeight = "0";
    }
    await window.plotly();
    await Plotly.react(place, plot.data, layout, {displayModeBar: false, responsive: true, doubleClick: false});
    place.querySelector(":scope > img")?.remove(); // its picture, until now
    scalable(place);
    if (!place.dataset.drawn) place.on("plotly_afterplot", () => scalable(place));
    place.dataset.drawn = "1";
  };

  /* What is on the screen first, then the rest, one at a time: the page answers meanwhile. */
  window.addEventListener("load", async () => {
    const left = [...document.querySelectorAll("[data-figure]")];
    const isSeen = (place) => { const box = place.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
    await document.fonts.ready;
    while (left.length) {
      const [place] = left.splice(Math.max(left.findIndex(isSeen), 0), 1);
      const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
      await window.drawFigure(place, figure.plot, figure.height);
      await new Promise((next) => setTimeout(next));
    }
    document.querySelector(".columns")?.classList.add("drawn");
  });
})();
