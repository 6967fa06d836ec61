// From answers to values 0..1 of questions; NaN where there is none.

import { GIVEN, NOT_APPLICABLE, YES_PARTLY_NO } from "./answers.mjs";

const VALUED = ["level", "choice", "checklist", "number", "yes-partly-no"];

/** Whether a question has a value at all. */
export function isValued(question) {
  return VALUED.includes(question.kind);
}

/** The straight line between points, level beyond the first and the last. */
export function onLine(points, x) {
  if (Number.isNaN(x)) return NaN;
  if (x <= points[0][0]) return points[0][1];
  const place = points.findIndex(([known]) => x <= known);
  if (place < 0) return points[points.length - 1][1];
  const [[left, low], [right, high]] = [points[place - 1], points[place]];
  return low + ((high - low) / (right - left)) * (x - left);
}

/** The value 0..1 of one answer to a question. */
export function answerValue(question, answer) {
  switch (question.kind) {
    case "level":
      return question.values ? question.values[answer] : answer / (question.options - 1);
    case "choice":
      return question.options[answer];
    case "yes-partly-no":
      return YES_PARTLY_NO.indexOf(answer) / 2;
    case "number":
      return onLine(question.map, answer);
    case "checklist":
      return checklistValue(question, answer);
    default:
      return NaN;
  }
}

function checklistValue(question, chosen) {
  const points = Object.entries(question.options);
  const total = points.reduce((sum, [, worth]) => sum + Math.max(worth, 0), 0);
  const reached = points.reduce((sum, [item, worth]) => sum + (chosen.includes(item) ? worth : 0), 0);
  return Math.min(Math.max(reached / total, 0), 1);
}

/** The value of each given answer by question, whether it is shown or not. */
export function givenValues(form, columns) {
  const values = {};
  for (const [name, question] of Object.entries(form.questions)) {
    const { state, answer } = columns[name];
    if (isValued(question)) values[name] = state === GIVEN ? answerValue(question, answer) : NaN;
  }
  return values;
}

/**
 * What the kernel takes: values by question, and which do not apply. A question shown in no case does not apply; one
 * that may be shown, as another is still to be answered, is missing even where its own answer is there.
 */
export function matrixOf(form, columns, { always, ever }) {
  const given = givenValues(form, columns);
  const values = {};
  const out = {};
  for (const name of Object.keys(given)) {
    values[name] = always[name] ? given[name] : NaN;
    out[name] = columns[name].state === NOT_APPLICABLE || !ever[name];
  }
  return { values, out };
}
