// The overall score in words: score, level, interval, what caps it, how much is answered.

import { h } from "./dom.mjs";

/** The score block; `isShort` leaves out what only the result page has room for. */
export function scoreBlock(app, isShort) {
  const { wording, result } = app;
  const { overall } = result;
  const level = overall.level === null ? wording.say("result.no-level") : wording.words.levels[overall.level].title;
  return h(
    "div",
    { class: "score" },
    overall.score === null ? h("p", { class: "big none" }, wording.say("result.none")) : bigNumber(app, overall.score),
    h("p", { class: "level" }, wording.say("result.level"), " ", h("strong", {}, level)),
    intervalLine(app),
    isShort ? null : details(app),
  );
}

function bigNumber(app, score) {
  const { wording } = app;
  return h(
    "p",
    { class: "big" },
    h("span", { class: "unseen" }, wording.say("result.score"), " "),
    h("bdi", {}, wording.number(score)),
    h("span", { class: "of" }, " ", wording.say("result.of")),
  );
}

function intervalLine(app) {
  const { wording, result } = app;
  const { low, high, score } = result.overall;
  if (low === null || high === null) return null;
  if (low === high && low === score) return h("p", { class: "quiet" }, wording.say("result.certain"));
  return h("p", { class: "quiet" }, wording.say("result.interval", { low: wording.number(low), high: wording.number(high) }));
}

function details(app) {
  const { wording, result } = app;
  const { overall } = result;
  const name = (level) => wording.words.levels[level].title;
  const spread = overall.lowest !== null && overall.highest !== null && overall.lowest !== overall.highest;
  return [
    spread ? h("p", { class: "quiet" }, wording.say("result.levels", { lowest: name(overall.lowest), highest: name(overall.highest) })) : null,
    overall.coverage === null ? null : h("p", { class: "quiet" }, wording.say("result.coverage", { share: wording.percent(overall.coverage) })),
    overall.score === null ? h("p", {}, wording.say("result.none-why")) : null,
    overall.cap ? h("p", { class: "cap" }, capLine(app, overall.cap)) : null,
    overall.level === null ? null : h("p", {}, h("strong", {}, wording.say("result.level-text")), " ", wording.words.levels[overall.level].description),
  ];
}

function capLine(app, cap) {
  const { wording } = app;
  return wording.say("result.cap", {
    level: wording.words.levels[cap.level].title,
    bound: wording.number(cap.atLeast),
    node: wording.node(cap.node),
    reason: wording.words.requirements[cap.level] ?? "",
  });
}
