// A number that is typed: read as people write it, held to its bounds, kept only when it is right.

import { typedNumber } from "../data/typed.mjs";
import { h } from "./dom.mjs";

const PROFILE_BOUNDS = { minimum: 0, maximum: 1000000 };

/** A field for a number, with its unit, its bounds and usual values to pick. */
export function numberField(app, name, ids, problem) {
  const question = app.form.questions[name];
  const bounds = question.kind === "number" ? question : { ...PROFILE_BOUNDS, integer: question.field === "staff" };
  const given = app.given(name);
  const field = h("input", {
    type: "text",
    inputmode: bounds.integer ? "numeric" : "decimal",
    autocomplete: "off",
    value: given === undefined ? "" : plainNumber(app, given),
    "aria-labelledby": ids.legend,
    "aria-describedby": `${name}-bounds ${ids.problem}`,
    on: { input: () => read(false), change: () => read(true) },
  });
  const read = (isDone) => take(app, name, { field, problem, bounds, isDone });
  const unit = app.wording.words.questions[name].unit;
  return [
    h("div", { class: "typed-number" }, field, unit ? h("span", { class: "unit" }, unit) : null),
    h("p", { class: "hint", id: `${name}-bounds` }, hint(app, question, bounds)),
    suggestions(app, name, question, field, read),
  ];
}

/** A number as a person may type it here, without signs between thousands. */
function plainNumber(app, value) {
  return app.language === "en" ? String(value) : String(value).replace(".", ",");
}

function hint(app, question, bounds) {
  if (question.kind !== "number") return app.wording.say("question.at-least-zero");
  return app.wording.say(bounds.integer ? "question.whole-bounds" : "question.bounds", spoken(app, bounds));
}

function spoken(app, { minimum, maximum }) {
  return { minimum: app.wording.number(minimum, 6), maximum: app.wording.number(maximum, 6) };
}

/** Take over what stands in the field; while a person types, nothing is called wrong yet. */
function take(app, name, { field, problem, bounds, isDone }) {
  const value = typedNumber(field.value);
  const wrong = value === null ? null : wrongness(app, value, bounds);
  if (value === null) app.clearGiven(name);
  else if (wrong === null) app.give(name, value);
  else app.clearGiven(name);
  const told = isDone || wrong === null ? (wrong ?? "") : problem.textContent;
  problem.textContent = told;
  field.setAttribute("aria-invalid", told ? "true" : "false");
  for (const box of field.closest(".fields").querySelectorAll('input[type="checkbox"]')) {
    box.checked = app.stateOf(name) === box.value.slice("state:".length);
  }
}

function wrongness(app, value, bounds) {
  if (Number.isNaN(value)) return app.wording.say("question.number-wrong");
  if (value < bounds.minimum || value > bounds.maximum) return app.wording.say("question.number-out", spoken(app, bounds));
  return bounds.integer && !Number.isInteger(value) ? app.wording.say("question.whole-wrong") : null;
}

function suggestions(app, name, question, field, read) {
  if (!question.steps?.length) return null;
  const pick = (step) => {
    field.value = plainNumber(app, step);
    read(true);
  };
  const buttons = question.steps.map((step) =>
    h("button", { type: "button", class: "chip", on: { click: () => pick(step) } }, app.wording.number(step, 6)),
  );
  return h("div", { class: "chips", role: "group", "aria-label": app.wording.say("question.suggestions") }, buttons);
}
