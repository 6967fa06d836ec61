// Where the firm stands among those of a benchmark that the form carries, and what others have published.

import { standingOf } from "../engine/standing.mjs";
import { h } from "./dom.mjs";

const KINDS = ["sectors", "sizes", "regions"];

/** The section of the result, null where the form carries no benchmark. */
export function amongSection(app) {
  const { wording } = app;
  const { benchmark } = app.form;
  const found = standingOf(benchmark, app.assessment.profile, app.result);
  if (found === null) return null;
  const group = found.path.map((step, place) => wording.words[KINDS[place]][step]).join(" · ");
  const name = wording.say("among.group", { group: group || wording.say("among.everybody"), firms: found.firms });
  const made = wording.say("among.made", { date: wording.date(benchmark.date) });
  const references = benchmark.references[wording.language] ?? [];
  return h(
    "section",
    { class: "among" },
    h("h2", {}, wording.say("among.title")),
    h("p", {}, [name, made, benchmark.institute].filter(Boolean).join(" · ")),
    table(wording, found.measures),
    h("p", { class: "notice" }, wording.say("among.chance")),
    references.length ? h("h3", {}, wording.say("among.references")) : null,
    references.map((line) => h("p", { class: "quiet" }, line)),
  );
}

function table(wording, measures) {
  const head = ["result.dimension", "result.node-score", "among.median", "among.below"];
  return h(
    "table",
    { class: "dimensions" },
    h("caption", { class: "unseen" }, wording.say("among.title")),
    h("thead", {}, h("tr", {}, head.map((key) => h("th", { scope: "col" }, wording.say(key))))),
    h("tbody", {}, measures.map((one) => row(wording, one))),
  );
}

function row(wording, { id, score, median, percentile, margin }) {
  const title = id === "overall" ? wording.say("result.score") : wording.node(id);
  const whole = (value) => wording.number(Math.min(Math.max(value, 0), 100), 0);
  const below = score === null ? "" : wording.say("among.range", { low: whole(percentile - margin), high: whole(percentile + margin) });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, title),
    h("td", { class: score === null ? "quiet" : "figure" }, score === null ? wording.say("result.not-scored") : wording.number(score)),
    h("td", { class: "figure" }, wording.number(median)),
    h("td", { class: "figure" }, below),
  );
}
