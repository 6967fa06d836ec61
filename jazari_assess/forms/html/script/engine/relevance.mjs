// Which questions are asked of a firm: now, in every case that may still come, and in some of them.

import { isMissing } from "./answers.mjs";
import { truth } from "./conditions.mjs";

/** For every question whether it is relevant now; a hidden question counts as not answered for others. */
export function relevance(form, columns) {
  const known = {};
  const evidence = { form, columns, shown, closed: true };
  function shown(name) {
    if (!(name in known)) {
      const { when } = form.questions[name];
      known[name] = when === undefined ? true : truth(when, evidence).true;
    }
    return known[name];
  }
  for (const name of Object.keys(form.questions)) shown(name);
  return known;
}

/** Evidence for flags, checks and what actions ask for: a missing answer leaves a test unknown. */
export function evidenceOf(form, columns) {
  const known = relevance(form, columns);
  return { form, columns, shown: (name) => known[name], closed: false };
}

/**
 * Every combination of cases for the questions that lack an answer, once with `chosen` empty where none does, and none
 * where there are more than `most`. `cases` holds for each question a list of {state, answer}.
 */
export function* combinations(cases, columns, most) {
  const lacking = Object.keys(cases).filter((name) => isMissing(columns[name]));
  const count = lacking.reduce((product, name) => product * cases[name].length, 1);
  if (count > most) return;
  for (let number = 0; number < count; number += 1) {
    const chosen = {};
    const filled = { ...columns };
    let rest = number;
    for (const name of lacking) {
      chosen[name] = rest % cases[name].length;
      rest = Math.floor(rest / cases[name].length);
      filled[name] = cases[name][chosen[name]];
    }
    yield { columns: filled, chosen };
  }
}

/** Where each question is relevant however the missing answers turn out (`always`), and where it may be (`ever`). */
export function shownCases(form, columns) {
  const now = relevance(form, columns);
  const { cases, open, most } = form.completions.shown;
  if (![...Object.keys(cases), ...open].some((name) => isMissing(columns[name]))) return { always: now, ever: now };
  const hidden = Object.keys(form.questions).filter((name) => form.questions[name].when !== undefined);
  const always = { ...now };
  const ever = { ...now };
  for (const name of hidden) [always[name], ever[name]] = [false, true];
  if (open.some((name) => isMissing(columns[name]))) return { always, ever };
  let first = true;
  for (const combination of combinations(cases, columns, most)) {
    const then = relevance(form, combination.columns);
    for (const name of hidden) {
      always[name] = (first || always[name]) && then[name];
      ever[name] = (!first && ever[name]) || then[name];
    }
    first = false;
  }
  return { always, ever };
}
