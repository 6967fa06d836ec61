// One question: its words, the fields of its kind, what cannot be said, and a note.

import { isAnswered } from "../data/assessment.mjs";
import { isValued } from "../engine/values.mjs";
import { h } from "./dom.mjs";
import { fields } from "./fields.mjs";

/** A question of a section as {element, refresh}; `place` is its number in the section. */
export function questionView(app, name, place) {
  const words = app.wording.words.questions[name];
  const ids = { legend: `${name}-title`, help: `${name}-help`, problem: `${name}-problem` };
  const problem = h("p", { class: "problem", id: ids.problem, role: "alert" });
  const clear = h("button", { type: "button", class: "link clear", on: { click: () => cleared(app, name, element) } }, app.wording.say("question.clear"));
  const element = h(
    "fieldset",
    { class: "question", id: `q-${name}`, "aria-describedby": words.help ? ids.help : undefined },
    h("legend", { id: ids.legend }, h("span", { class: "place" }, app.wording.number(place)), " ", words.title),
    words.help ? h("p", { class: "help", id: ids.help }, words.help) : null,
    h("div", { class: "fields" }, fields(app, name, ids, problem)),
    problem,
    h("div", { class: "extras" }, more(app, words), note(app, name), clear),
  );
  const refresh = () => {
    element.hidden = !app.relevant[name];
    clear.hidden = !isAnswered(app.form, app.assessment, name);
  };
  refresh();
  return { element, refresh };
}

function cleared(app, name, element) {
  app.clear(name);
  app.redraw();
  document.getElementById(element.id)?.querySelector("input, select, textarea")?.focus();
}

function more(app, words) {
  return [
    ["look-for", words["look-for"]],
    ["why", words.why],
  ]
    .filter(([, text]) => text)
    .map(([key, text]) => h("details", {}, h("summary", {}, app.wording.say(`question.${key}`)), h("p", {}, text)));
}

function note(app, name) {
  if (!isValued(app.form.questions[name])) return null;
  const found = app.assessment.answers[name]?.note ?? "";
  const area = h("textarea", {
    id: `${name}-note`,
    rows: 3,
    maxlength: 20000,
    value: found,
    dir: "auto",
    "aria-label": app.wording.say("question.note-label", { question: app.wording.words.questions[name].short }),
    on: { input: () => app.note(name, area.value) },
  });
  return h("details", { open: found !== "" }, h("summary", {}, app.wording.say("question.note")), area);
}
