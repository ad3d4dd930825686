/* The drawing of a comparison: one line for each territory, its name at its end, gaps where a value is missing. */
"use strict";
(() => {
  const style = window.OBSERVATOIRE_STYLE, rules = window.comparisonRules, marks = window.OBSERVATOIRE_COMPARAISON.marques;
  const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  function line(place, at, points, limits, aside) {
    const look = style.series[at], away = (side) => points.map((point) => (point[side] ?? null) === null || point.y === null ? 0 : Math.abs(point[side] - point.y));
    return {
      type: "scatter", mode: points.length > 24 ? "lines" : "lines+markers", connectgaps: false, name: plain(place.nom),
      x: points.map((point) => aside ? point.x + aside : point.x), y: points.map((point) => point.y),
      line: {color: look.color, dash: look.dash, width: 2.4, shape: "linear"},
      marker: {size: 9, color: points.map((point) => point.hollow ? "#ffffff" : look.color), line: {color: look.color, width: 2}},
      text: points.map((point) => `${plain(place.nom)}<br>${point.label}\u00a0: <b>${rules.cell(point.y, point.state)}</b>${point.more || ""}`),
      hovertemplate: "%{text}<extra></extra>", cliponaxis: false,
      ...(limits && {error_y: {type: "data", symmetric: false, array: away("high"), arrayminus: away("low"), color: look.color, thickness: 1.4, width: 4}}),
    };
  }

  /* Hidden points: a gap in the line, and an « s » on the axis. */
  function hidden(place, at, points) {
    const look = style.series[at], mine = points.filter((point) => point.state === "M");
    return {
      type: "scatter", mode: "text", x: mine.map((point) => point.x), y: mine.map(() => 0), text: mine.map(() => "s"),
      textposition: "top center", textfont: {size: 13, color: look.text}, cliponaxis: false,
      hovertext: mine.map((point) => `${plain(place.nom)}<br>${point.label}\u00a0: ${marks.s}`), hovertemplate: "%{hovertext}<extra></extra>",
    };
  }

  /* Names at the end of the lines, pushed apart so that none covers another; `span` is the height of the axis. */
  function ends(series, span, pixels, narrow) {
    const names = rules.shortened(series.map(({place}) => place.nom), narrow ? 13 : 32);
    const labels = series.map(({at, points}, k) => {
      const last = points.filter((point) => point.y !== null && point.y !== undefined).at(-1);
      return last && {at, name: names[k], x: last.x, y: last.y, to: last.y / span * pixels};
    }).filter(Boolean).sort((a, b) => a.to - b.to);
    for (let i = 1; i < labels.length; i++) labels[i].to = Math.max(labels[i].to, labels[i - 1].to + 17);
    const over = labels.length ? Math.max(0, labels.at(-1).to - pixels) : 0;
    return labels.map((label) => ({
      xref: "paper", x: 1, xanchor: "left", xshift: 8, y: label.y, yshift: label.to - over - label.y / span * pixels, showarrow: false, align: "left",
      text: plain(label.name), font: {color: style.series[label.at].text, size: narrow ? 12 : 14},
    }));
  }

  const MOST_LIMITS = 3; // series: beyond, the limits of one cover those of another

  let turn = 0;
  /* series: [{place, at, points: [{x, y, label, hollow, more, low, high}]}]; bands: [[x0, x1]]; limits: draw low and high. */
  window.drawComparison = async (target, series, {axis, bands = [], yearLines = false, height = 400, limits = false}) => {
    const mine = ++turn;
    await window.plotly();
    if (mine !== turn) return;
    const narrow = target.clientWidth < 560, isLimited = limits && series.length <= MOST_LIMITS;
    const top = Math.max(1, ...series.flatMap(({points}) => points.map((point) => (isLimited && point.high) || point.y || 0)));
    const longest = Math.max(4, ...rules.shortened(series.map(({place}) => place.nom), narrow ? 13 : 32).map((name) => name.length));
    const margin = {l: 20 + 7.4 * rules.number(Math.round(top)).length, r: 18 + longest * (narrow ? 6.2 : 7.2), t: 14, b: 34};
    const span = top * 1.06;
    const layout = {
      margin, xaxis: {...axis, showgrid: false, ticklabeloverflow: "allow"}, yaxis: {range: [0, span], nticks: 6, ticklabeloverflow: "allow"}, // the margins hold the labels
      annotations: ends(series, span, height - margin.t - margin.b, narrow),
      shapes: bands.map(([x0, x1]) => ({type: "rect", x0, x1, yref: "paper", y0: 0, y1: 1, layer: "below", fillcolor: style.band, line: {width: 0}})),
    };
    for (const year of axis.ticktext?.slice(1) || []) {
      if (yearLines) layout.shapes.push({type: "line", x0: `${Number(year) - 1}-12-16`, x1: `${Number(year) - 1}-12-16`, yref: "paper", y0: 0, y1: 1, layer: "below", line: {color: style.grid, width: 1}});
    }
    for (const [x0, x1] of bands) layout.annotations.push({x: new Date((Date.parse(x0) + Date.parse(x1)) / 2).toISOString().slice(0, 10), yref: "paper", y: 0.5, text: "non collecté", textangle: -90, showarrow: false, font: {size: 12, color: style.muted}});
    await window.drawFigure(target, {data: series.flatMap(({place, at, points}, k) => [line(place, at, points, isLimited, isLimited && 0.07 * (k - (series.length - 1) / 2)), ...(points.some((point) => point.state === "M") ? [hidden(place, at, points)] : [])]), layout}, height);
  };
})();
