// Flags, contradictions and first steps, for the result and for print.

import { h } from "./dom.mjs";

/** The flags that are up, the first `whole` of them each with why and with its first act, the others by title. */
export function flagList(app, whole = Infinity) {
  const { wording, result } = app;
  if (result.flags.length === 0) return h("p", { class: "quiet" }, wording.say("result.no-flags"));
  const rest = result.flags.slice(whole).map((name) => h("li", {}, wording.words.flags[name].title));
  return [
    h("ul", { class: "cards" }, result.flags.slice(0, whole).map((name) => flagCard(app, name))),
    rest.length ? h("ul", { class: "rest" }, rest) : null,
  ];
}

function flagCard(app, name) {
  const { wording, form } = app;
  const [flag, words] = [form.flags[name], wording.words.flags[name]];
  const act = flag.first in form.actions ? wording.action(flag.first).title : null;
  return h(
    "li",
    { class: `flag severity-${flag.severity}`, "data-flag": name },
    h("h3", {}, h("span", { class: "tag" }, wording.say(`result.severity-${flag.severity}`)), " ", words.title),
    h("p", {}, words.why),
    act ? h("p", { class: "act" }, wording.say("result.first-act", { action: act })) : null,
    h("p", { class: "source" }, words.source),
  );
}

/** The answers that contradict each other, at most `most`, with what to ask oneself. */
export function checkList(app, most = Infinity) {
  const { wording, result } = app;
  const items = result.checks.slice(0, most).map((name) => {
    const words = wording.words.checks[name];
    return h("li", { class: "check" }, h("h3", {}, words.title), h("p", {}, words.ask));
  });
  return items.length ? [h("h2", {}, wording.say("result.checks")), h("ul", { class: "cards" }, items)] : [];
}

/** The first steps as cards. */
export function stepList(app) {
  const steps = app.firstSteps();
  if (steps.length === 0) return h("p", { class: "quiet" }, app.wording.say("result.no-steps"));
  return h("ol", { class: "cards steps-first" }, steps.map((step) => stepCard(app, step)));
}

function stepCard(app, { id, flag, dimension, range }) {
  const { wording } = app;
  const words = wording.action(id);
  const isMicro = typeof app.assessment.profile.staff === "number" && app.assessment.profile.staff < 10;
  return h(
    "li",
    { class: "step", "data-action": id },
    h("h3", {}, words.title),
    h("p", { class: "because" }, because(app, flag, dimension)),
    h(
      "dl",
      {},
      pair(wording.say("result.first-step"), (isMicro && words.firstStepAlone) || words.firstStep),
      pair(wording.say("result.done-when"), words.doneWhen),
      pair(wording.say("result.who"), helperList(app, id, flag)),
    ),
    h("p", { class: "quiet" }, wording.say("result.days", { days: wording.range(...range) })),
  );
}

function because(app, flag, dimension) {
  const { wording } = app;
  if (flag !== null) return wording.say("result.from-flag", { flag: wording.words.flags[flag].title });
  return dimension === null ? "" : wording.say("result.from-dimension", { dimension: wording.node(dimension) });
}

function pair(term, value) {
  return h("div", {}, h("dt", {}, term), h("dd", {}, value));
}

function helperList(app, id, flag) {
  const { wording, form } = app;
  const found = app.helpers(id, flag);
  if (found.length === 0) return wording.say("result.nobody");
  return found.map((name) => {
    const words = wording.words.services[name];
    return h(
      "div",
      { class: "helper" },
      h("p", {}, h("strong", {}, words.title), " · ", wording.words.providers[form.services[name].provider]),
      h("p", {}, wording.say("result.ask", { text: words.ask })),
      h("p", { class: "source" }, wording.say("result.source", { text: words.source })),
    );
  });
}
