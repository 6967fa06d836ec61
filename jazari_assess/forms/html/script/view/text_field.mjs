// A text that is typed: a name in one line, an expectation in several.

import { cleaned, western } from "../data/typed.mjs";
import { h } from "./dom.mjs";

const NAME_LENGTH = 300;
const ICE = /^\d{15}$/;

/** A field for a text of the profile, or for a question that is answered in words. */
export function textField(app, name, ids, problem) {
  const question = app.form.questions[name];
  const isLong = question.kind === "text";
  const field = h(isLong ? "textarea" : "input", {
    ...(isLong ? { rows: 4 } : { type: "text", autocomplete: "off" }),
    ...(question.field === "ice" ? { inputmode: "numeric", dir: "ltr" } : { dir: "auto" }),
    maxlength: isLong ? (question["maximum-length"] ?? 2000) : NAME_LENGTH,
    value: app.given(name) ?? "",
    "aria-labelledby": ids.legend,
    "aria-describedby": ids.problem,
    on: { input: () => take(app, name, field, problem, false), change: () => take(app, name, field, problem, true) },
  });
  return field;
}

function take(app, name, field, problem, isDone) {
  const isIce = app.form.questions[name].field === "ice";
  const text = isIce ? western(field.value).replace(/\s/g, "") : cleaned(field.value).trim();
  const isWrong = isIce && text !== "" && !ICE.test(text);
  if (text === "" || isWrong) app.clearGiven(name);
  else app.give(name, text);
  if (isDone || !isWrong) {
    problem.textContent = isWrong ? app.wording.say("question.ice-wrong") : "";
    field.setAttribute("aria-invalid", isWrong ? "true" : "false");
  }
}
