// The radar and the bars. Shapes are drawings, names and numbers are text beside them.

import { h, svg } from "./dom.mjs";

const RADIUS = 100;
const ROOM = { x: 78, y: 24 }; // for the names around the radar, in the drawing's units
const LABEL_RADIUS = 110;
const [FEWEST, MOST] = [3, 12];
const RINGS = [20, 40, 60, 80, 100];
const [LINE_LENGTH, LINE_HEIGHT] = [15, 11];
const NEARLY_UPRIGHT = 0.2;

/** The radar of some scores 0..100 (null where there is none), mirrored where text runs from the right. */
export function radar(axes, { mirrored, label }) {
  if (axes.length < FEWEST || axes.length > MOST) return null;
  const ways = axes.map((_, place) => way(place, axes.length, mirrored));
  const [width, height] = [2 * (RADIUS + ROOM.x), 2 * (RADIUS + ROOM.y)];
  return svg(
    "svg",
    { class: "radar", viewBox: `${-width / 2} ${-height / 2} ${width} ${height}`, role: "img", "aria-label": label },
    RINGS.map((ring) => svg("path", { class: "ring", d: closed(ways, ways.map(() => ring)) })),
    ways.map((one) => svg("path", { class: "ring", d: `M0 0L${at(one, RADIUS)}` })),
    svg("path", { class: "shape", d: closed(ways, axes.map(({ score }) => score ?? 0)) }),
    axes.map(({ score }, place) => (score === null ? null : dot(ways[place], score))),
    axes.map(({ name }, place) => axisName(name, ways[place])),
  );
}

function way(place, count, mirrored) {
  const turn = (2 * Math.PI * place) / count;
  return { x: (mirrored ? -1 : 1) * Math.sin(turn), y: -Math.cos(turn) };
}

function at({ x, y }, reach) {
  return `${(x * reach).toFixed(2)} ${(y * reach).toFixed(2)}`;
}

function closed(ways, scores) {
  return `M${ways.map((one, place) => at(one, (RADIUS * scores[place]) / 100)).join("L")}Z`;
}

function dot({ x, y }, score) {
  const reach = (RADIUS * score) / 100;
  return svg("circle", { class: "dot", r: 3, cx: (x * reach).toFixed(2), cy: (y * reach).toFixed(2) });
}

function axisName(name, { x, y }) {
  const lines = wrapped(name);
  const anchor = Math.abs(x) < NEARLY_UPRIGHT ? "middle" : x > 0 ? "start" : "end";
  const top = y * LABEL_RADIUS - ((lines.length - 1) * LINE_HEIGHT) / 2 + LINE_HEIGHT / 3;
  const shift = Math.abs(x) < NEARLY_UPRIGHT ? (y * (lines.length - 1) * LINE_HEIGHT) / 2 : 0;
  return svg(
    "text",
    { class: "axis", "aria-hidden": "true", "text-anchor": physical(anchor) },
    lines.map((line, place) =>
      svg("tspan", { x: (x * LABEL_RADIUS).toFixed(2), y: (top + shift + place * LINE_HEIGHT).toFixed(2) }, line),
    ),
  );
}

/** `start` and `end` of a drawing's text follow the direction of the page; the radar's sides do not. */
function physical(anchor) {
  if (document.documentElement.dir !== "rtl" || anchor === "middle") return anchor;
  return anchor === "start" ? "end" : "start";
}

function wrapped(name) {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= LINE_LENGTH) lines.push(word);
    else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
  }
  return lines;
}

/** A bar of a score 0..100 with its interval; decoration, for the numbers stand beside it. */
export function bar({ score, low, high }, mirrored) {
  const side = (from, length) => ({ x: mirrored ? 100 - from - length : from, width: length });
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "bar-ground", x: 0, y: 2, width: 100, height: 4 }),
    score === null ? null : svg("rect", { class: "bar-score", y: 2, height: 4, ...side(0, score) }),
    low === null || high === null ? null : svg("rect", { class: "bar-interval", y: 3.4, height: 1.2, ...side(low, Math.max(0.5, high - low)) }),
  );
}

/** The dimensions as a table: name, bar, score, interval. */
export function dimensionTable(app) {
  const { wording } = app;
  const head = ["dimension", "node-score", "node-interval"].map((key) => h("th", { scope: "col" }, wording.say(`result.${key}`)));
  return h(
    "table",
    { class: "dimensions" },
    h("caption", { class: "unseen" }, wording.say("result.profile")),
    h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, app.dimensions().map((node) => dimensionRow(app, node))),
  );
}

function dimensionRow(app, node) {
  const { wording } = app;
  const number = node.score === null ? wording.say(`result.${node.state}`) : wording.number(node.score);
  const isOpen = node.low !== null && node.high !== null && node.low !== node.high;
  const spread = isOpen ? wording.range(node.low, node.high) : "";
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, wording.node(node.id), bar(node, wording.direction === "rtl")),
    h("td", { class: node.score === null ? "quiet" : "figure" }, number),
    h("td", { class: "quiet" }, spread),
  );
}
