/* Draws the figures of a page from the JSON beside them, in the one style of the observatory. */
"use strict";
(() => {
  const style = window.OBSERVATOIRE_STYLE;

  /* Lets the print sheet scale a drawing as a picture. */
  function scalable(place) {
    for (const svg of place.querySelectorAll(".main-svg")) {
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    }
  }

  window.drawFigure = async (place, plot, height) => {
    const layout = {...plot.layout, template: style.template, height, autosize: true};
    await Plotly.react(place, plot.data, layout, {displayModeBar: false, responsive: true, doubleClick: false});
    scalable(place);
    if (!place.dataset.drawn) place.on("plotly_afterplot", () => scalable(place));
    place.dataset.drawn = "1";
  };

  document.fonts.ready.then(() => {
    for (const place of document.querySelectorAll("[data-figure]")) {
      const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
      window.drawFigure(place, figure.plot, figure.height);
    }
  });
})();
