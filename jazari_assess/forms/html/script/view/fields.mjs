// The fields that take an answer, by kind of question.

import { YES_PARTLY_NO } from "../engine/answers.mjs";
import { isValued } from "../engine/values.mjs";
import { h } from "./dom.mjs";
import { numberField } from "./number_field.mjs";
import { textField } from "./text_field.mjs";

/** The fields of a question; `ids` name its title, help and problem, `problem` is where a wrong answer is told. */
export function fields(app, name, ids, problem) {
  const question = app.form.questions[name];
  switch (question.kind) {
    case "level":
      return [...app.wording.words.questions[name].options.map((words, option) => radio(app, name, option, words)), ...others(app, name, "radio")];
    case "choice":
      return [...Object.keys(question.options).map((option) => radio(app, name, option, app.wording.option(app.form, name, option))), ...others(app, name, "radio")];
    case "yes-partly-no":
      return [...[...YES_PARTLY_NO].reverse().map((option) => radio(app, name, option, app.wording.say(`question.${option}`))), ...others(app, name, "radio")];
    case "checklist":
      return checklist(app, name);
    case "number":
      return [numberField(app, name, ids, problem), ...others(app, name, "checkbox")];
    case "text":
      return textField(app, name, ids, problem);
    default:
      return profileFields(app, name, ids, problem);
  }
}

function profileFields(app, name, ids, problem) {
  const { field } = app.form.questions[name];
  if (field === "region" || field === "sector") return select(app, name, ids);
  if (field === "staff" || field === "turnover") return numberField(app, name, ids, problem);
  return field === "aims" ? aims(app, name) : textField(app, name, ids, problem);
}

function labelled(field, words, kind) {
  return h("label", { class: kind }, field, h("span", {}, words));
}

function radio(app, name, option, words) {
  const field = h("input", {
    type: "radio",
    name,
    value: String(option),
    checked: app.given(name) === option,
    on: { change: () => app.give(name, option) },
  });
  return labelled(field, words, "option");
}

/** "I do not know" and "not applicable", as radio buttons beside options or as boxes beside other fields. */
function others(app, name, type) {
  const question = app.form.questions[name];
  if (!isValued(question)) return [];
  const states = question["not-applicable"] ? ["unknown", "not-applicable"] : ["unknown"];
  return states.map((state) => {
    const field = h("input", {
      type,
      name: type === "radio" ? name : `${name}-${state}`,
      value: `state:${state}`,
      checked: app.stateOf(name) === state,
      on: { change: () => setState(app, name, state, field, type) },
    });
    return labelled(field, app.wording.say(`question.${state}`), "option other");
  });
}

function setState(app, name, state, field, type) {
  if (field.checked) app.putState(name, state);
  else app.clear(name);
  if (type === "checkbox") syncBoxes(app, name, field);
}

/** Show on the boxes of a question what its answer now is. */
function syncBoxes(app, name, among) {
  const chosen = app.given(name) ?? [];
  for (const box of among.closest(".fields").querySelectorAll("input")) {
    if (box.value.startsWith("state:")) box.checked = app.stateOf(name) === box.value.slice("state:".length);
    else if (box.type === "checkbox") box.checked = chosen.includes(box.value);
    else if (app.stateOf(name) !== "given") box.value = "";
  }
}

function checklist(app, name) {
  const question = app.form.questions[name];
  const boxes = Object.keys(question.options).map((item) => {
    const field = h("input", {
      type: "checkbox",
      name,
      value: item,
      checked: (app.given(name) ?? []).includes(item),
      on: { change: () => toggle(app, name, item, field) },
    });
    return labelled(field, app.wording.option(app.form, name, item), "option");
  });
  return [h("p", { class: "hint" }, app.wording.say("question.several")), ...boxes, ...others(app, name, "checkbox")];
}

function toggle(app, name, item, field) {
  const { none, options } = app.form.questions[name];
  const before = (app.given(name) ?? []).filter((one) => one !== item && one !== none);
  const chosen = !field.checked ? before : item === none ? [none] : [...before, item];
  const ordered = Object.keys(options).filter((one) => chosen.includes(one));
  if (ordered.length) app.give(name, ordered);
  else app.clear(name);
  syncBoxes(app, name, field);
}

function aims(app, name) {
  const question = app.form.questions[name];
  const most = question["at-most"] ?? 3;
  const boxes = question.options.map((aim) =>
    h("input", {
      type: "checkbox",
      name,
      value: aim,
      checked: (app.given(name) ?? []).includes(aim),
      on: { change: () => (give(), limit()) },
    }),
  );
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const give = () => (chosen().length ? app.give(name, chosen()) : app.clear(name));
  const limit = () => {
    for (const box of boxes) box.disabled = !box.checked && chosen().length >= most;
  };
  limit();
  const lines = boxes.map((box) => labelled(box, app.wording.option(app.form, name, box.value), "option"));
  return [h("p", { class: "hint" }, app.wording.say("question.at-most", { count: most })), ...lines];
}

function select(app, name, ids) {
  const { field } = app.form.questions[name];
  const options = app.form[`${field}s`].map((id) => h("option", { value: id }, app.wording.words[`${field}s`][id]));
  const box = h(
    "select",
    { "aria-labelledby": ids.legend, on: { change: () => (box.value ? app.give(name, box.value) : app.clear(name)) } },
    h("option", { value: "" }, app.wording.say("question.choose")),
    options,
  );
  box.value = app.given(name) ?? "";
  return box;
}
