// What conditions say of a firm: certainly true, certainly false, or unknown because an answer is missing.

import { GIVEN, NOT_APPLICABLE, codeOf, sizeOf } from "./answers.mjs";

const certain = (true_) => ({ true: true_, false: !true_ });
const turned = (truth) => ({ true: truth.false, false: truth.true });
const allOf = (parts) => ({ true: parts.every((part) => part.true), false: parts.some((part) => part.false) });

/**
 * The truth of a condition. `evidence` is {form, columns, shown, closed}: `shown(question)` says whether a question is
 * relevant, and with `closed` what is not known to be true is false.
 */
export function truth(condition, evidence) {
  if ("all" in condition) return allOf(condition.all.map((part) => truth(part, evidence)));
  if ("any" in condition) return turned(allOf(condition.any.map((part) => turned(truth(part, evidence)))));
  if ("not" in condition) return turned(truth(condition.not, evidence));
  if ("compare" in condition) return compared(condition.compare, evidence);
  if ("answered" in condition) return certain(isAnswered(condition.question, evidence) === condition.answered);
  if ("state" in condition) return certain(isInState(condition, evidence));
  if ("question" in condition) return tested(isAnswered(condition.question, evidence), () => passes(condition, evidence), evidence);
  return ofProfile(condition, evidence);
}

/** Whether a form asks all that a condition looks at: one that looks further is not meant for its firms. */
export function isAsked(condition, form) {
  const parts = condition.all ?? condition.any ?? (condition.not ? [condition.not] : []);
  const names = condition.compare ? Object.values(condition.compare) : [condition.question];
  return parts.every((part) => isAsked(part, form)) && names.every((name) => name === undefined || name in form.questions);
}

function tested(known, passed, evidence) {
  const holds = known && passed();
  return evidence.closed ? certain(holds) : { true: holds, false: known && !holds };
}

function isAnswered(question, evidence) {
  return evidence.columns[question].state === GIVEN && evidence.shown(question);
}

function isInState(condition, evidence) {
  const stands = evidence.columns[condition.question].state === condition.state;
  const shown = evidence.shown(condition.question);
  return condition.state === NOT_APPLICABLE ? stands || !shown : stands && shown;
}

function compared({ question, "greater-than": other }, evidence) {
  const known = isAnswered(question, evidence) && isAnswered(other, evidence);
  const number = (name) => Number(evidence.columns[name].answer);
  return tested(known, () => number(question) > number(other), evidence);
}

function passes(condition, evidence) {
  const question = evidence.form.questions[condition.question];
  const { answer } = evidence.columns[condition.question];
  if ("at-least" in condition) return reached(evidence.form, question, answer) >= condition["at-least"];
  return isOneOf("in" in condition ? condition.in : [condition.is], evidence.form, question, answer);
}

function reached(form, question, answer) {
  if (question.kind !== "checklist") return codeOf(form, question, answer);
  return answer.filter((item) => item !== question.none).length;
}

function isOneOf(options, form, question, answer) {
  if (question.kind === "checklist") return options.some((option) => answer.includes(option));
  return options.some((option) => codeOf(form, question, option) === codeOf(form, question, answer));
}

function ofProfile(condition, evidence) {
  const field = "sector" in condition ? "sector" : "staff";
  const name = Object.keys(evidence.form.questions).find((one) => evidence.form.questions[one].field === field);
  const column = name === undefined ? { state: "unanswered" } : evidence.columns[name];
  return tested(column.state === GIVEN, () => profilePasses(condition, column.answer), evidence);
}

function profilePasses(condition, answer) {
  if ("sector" in condition) return condition.sector.includes(answer);
  if ("size" in condition) return condition.size.includes(sizeOf(answer));
  return answer >= condition["staff-at-least"];
}
