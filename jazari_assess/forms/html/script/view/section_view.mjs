// One section: its questions in order, those that conditions hide kept ready.

import { h } from "./dom.mjs";
import { questionView } from "./question.mjs";

/** A section as {content, refresh}: the content of the page, and what to do after each change. */
export function sectionView(app, section) {
  const { wording } = app;
  const words = wording.words.sections[section.id];
  const questions = app.questionsOf(section.id).map((name, place) => questionView(app, name, place + 1));
  const place = app.route.findIndex(({ id }) => id === section.id);
  const count = { number: wording.number(place + 1), total: wording.number(app.route.length) };
  const content = [
    h("p", { class: "step-place" }, wording.say("steps.place", count)),
    h("h1", { tabindex: "-1" }, words.title),
    h("p", { class: "lead" }, words.introduction),
    questions.map(({ element }) => element),
    neighbours(app, place),
  ];
  return { content, refresh: () => questions.forEach((question) => question.refresh()) };
}

function neighbours(app, place) {
  const { wording, route } = app;
  const before = place > 0 ? route[place - 1].id : "start";
  const isLast = place === route.length - 1;
  return h(
    "div",
    { class: "go" },
    h("a", { class: "button", href: `#/${before}` }, wording.say("go.previous")),
    h("a", { class: "button main", href: `#/${isLast ? "result" : route[place + 1].id}` }, wording.say(isLast ? "go.result" : "go.next")),
  );
}
