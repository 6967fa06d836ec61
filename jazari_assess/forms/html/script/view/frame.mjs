// What stands around every page: languages, steps, whether answers are kept, progress, and the live profile.

import { h, refill } from "./dom.mjs";
import { dimensionTable } from "./drawings.mjs";
import { scoreBlock } from "./score.mjs";

/** Where the live profile has room beside the questions, as the style sheet has it. */
export const WIDE = "(min-width: 78rem)";

const LATEST = 200; // milliseconds; a tab in the background paints nothing

/** A deed that is done once after the next paint, however often it is asked for: what was pressed shows first. */
function afterPaint(act) {
  let isAsked = false;
  const once = () => {
    if (isAsked) act();
    isAsked = false;
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, LATEST);
  };
}

function scoreSoFar(app) {
  const { score } = app.result.overall;
  return score === null ? null : h("bdi", { class: "so-far" }, app.wording.number(score));
}

/** The frame as {element, main, show(view), refresh}; `speak` is called with the language that was chosen. */
export function frame(app, speak) {
  const { wording } = app;
  const main = h("main", { id: "content", tabindex: "-1" });
  const [steps, live, kept, progress] = [h("ol"), h("div"), h("p", { class: "kept" }), h("p", { class: "progress-line" })];
  const toResult = h("a", { class: "button", href: "#/result" });
  const toContent = (event) => {
    event.preventDefault();
    main.focus();
  };
  const menu = h("details", { class: "steps" }, h("summary", {}, wording.say("steps.title")), h("nav", { "aria-label": wording.say("steps.title") }, steps));
  const element = h(
    "div",
    { class: "frame" },
    h("a", { class: "skip", href: "#content", on: { click: toContent } }, wording.say("skip")),
    h("header", { class: "top" }, h("p", { class: "brand" }, h("a", { href: "#/start" }, wording.words.title)), languages(app, speak)),
    h(
      "div",
      { class: app.here === "result" ? "columns on-result" : "columns" },
      menu,
      main,
      h("aside", { class: "live", tabindex: "0", "aria-label": wording.say("result.live") }, h("h2", {}, wording.say("result.live")), live),
    ),
    h("footer", { class: "bottom" }, h("div", {}, progress, kept), toResult),
  );
  const refresh = () => {
    refill(steps, stepLinks(app));
    refill(progress, progressWords(app));
    refill(toResult, wording.say("result.title"), scoreSoFar(app));
    kept.className = app.store.works ? "kept" : "kept unsaved";
    kept.textContent = wording.say(app.store.works ? "save.saved" : "save.unsaved");
    soon();
  };
  const soon = afterPaint(() => {
    if (window.matchMedia(WIDE).matches) refill(live, scoreBlock(app, true), dimensionTable(app), briefSteps(app));
  });
  return { element, main, menu, refresh };
}

function languages(app, speak) {
  const all = Object.values(app.form.words);
  if (all.length < 2) return null;
  const buttons = all.map(({ language, form }) =>
    h(
      "button",
      { type: "button", lang: language, "aria-pressed": String(language === app.language), on: { click: () => speak(language) } },
      form.name,
    ),
  );
  return h("div", { class: "languages", role: "group", "aria-label": app.wording.say("languages") }, buttons);
}

function stepLinks(app) {
  const { wording } = app;
  const link = (id, title, detail) =>
    h("li", {}, h("a", { href: `#/${id}`, "aria-current": app.here === id ? "step" : undefined }, h("span", {}, title), detail));
  return [
    link("start", wording.say("start.title"), null),
    app.route.map(({ id, questions }) => {
      const { answered, total } = app.progress(questions);
      const isDone = answered === total;
      const words = isDone ? wording.say("steps.complete") : wording.say("steps.count", { answered, total });
      return link(id, wording.words.sections[id].title, h("span", { class: isDone ? "count done" : "count" }, words));
    }),
    link("result", wording.say("result.title"), null),
  ];
}

function progressWords(app) {
  const { wording } = app;
  const { answered, total, minutes } = app.progress();
  const line = wording.say("progress.line", { answered, total });
  const left = answered === total ? wording.say("progress.done") : wording.say("progress.left", { minutes });
  return [h("progress", { max: String(total), value: answered, "aria-label": line }), h("span", {}, line, " · ", left)];
}

function briefSteps(app) {
  const { wording } = app;
  const steps = app.firstSteps();
  if (steps.length === 0) return null;
  return [h("h3", {}, wording.say("result.steps")), h("ol", { class: "brief" }, steps.map(({ id }) => h("li", {}, wording.action(id).title)))];
}
