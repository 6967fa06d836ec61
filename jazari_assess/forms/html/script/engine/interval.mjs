// The interval of a score: the least and the greatest over every completion of what is missing.

import { NOT_APPLICABLE, isMissing } from "./answers.mjs";
import { leafViews, nodesOf, scoresOf } from "./kernel.mjs";
import { combinations, relevance } from "./relevance.mjs";
import { givenValues } from "./values.mjs";

/** Where a higher value may be a lower score, or a step lower may be lost, nothing but the scale bounds a score. */
const FALLS = ({ points = [] }) => points.some(([, after], place) => place > 0 && after < points[place - 1][1]);
const STEPPED = (group) => group.aggregate === "ladder" || (group.aggregate === "count" && group.bounds.some((bound) => bound <= 0));

/** Bounds 0..100 of all nodes by position, null where there is none, and whether they are reached. */
export function interval(form, weights, columns, matrix, scores) {
  const { cases, open } = form.completions.model;
  const bounds = { low: [...scores], high: [...scores], exact: true };
  if ([...Object.keys(cases), ...open].some((name) => isMissing(columns[name]))) complete(form, weights, columns, bounds);
  leafViews(form.model, matrix.values, matrix.out).forEach((leaf, place) => {
    if (!leaf.applicable) [bounds.low[place], bounds.high[place]] = [null, null];
  });
  return bounds;
}

function complete(form, weights, columns, bounds) {
  const { cases, several, open, most } = form.completions.model;
  const given = givenValues(form, columns);
  const each = Object.fromEntries(several.map((name) => [name, cases[name]]));
  let reached = false;
  if (!open.some((name) => isMissing(columns[name]))) {
    for (const combination of combinations(each, columns, most)) {
      widen(form.model, weights, bounds, completed(form, combination, given));
      reached = true;
    }
  }
  if (!reached) bound(form, weights, columns, given, bounds);
}

function completed(form, { columns, chosen }, given) {
  const shown = relevance(form, columns);
  const found = { low: { ...given }, high: { ...given }, out: {} };
  for (const name of Object.keys(given)) {
    const cases = form.completions.model.cases[name];
    found.out[name] = columns[name].state === NOT_APPLICABLE || !shown[name];
    if (cases !== undefined && Number.isNaN(given[name])) {
      const { low, high } = cases[chosen[name] ?? 0];
      [found.low[name], found.high[name]] = [low ?? NaN, high ?? NaN];
    }
    if (found.out[name]) [found.low[name], found.high[name]] = [NaN, NaN];
  }
  return found;
}

/** Take what is missing, or may be hidden, at 0 and at 1: nothing goes beyond that, a ladder's steps apart. */
function bound(form, weights, columns, given, bounds) {
  const found = { low: { ...given }, high: { ...given }, out: {} };
  for (const name of Object.keys(given)) {
    const conditional = form.questions[name].when !== undefined;
    if (isMissing(columns[name]) || conditional) [found.low[name], found.high[name]] = [0, 1];
    found.out[name] = columns[name].state === NOT_APPLICABLE && !conditional;
    if (found.out[name]) [found.low[name], found.high[name]] = [NaN, NaN];
  }
  widen(form.model, weights, bounds, found);
  bounds.exact = false;
  if (!form.model.groups.some(STEPPED) && !form.model.leaves.some(FALLS)) return;
  for (let place = form.model.leaves.length; place < bounds.low.length; place += 1) {
    [bounds.low[place], bounds.high[place]] = [0, 100];
  }
}

function widen(model, weights, bounds, { low, high, out }) {
  const least = reachedScores(model, weights, low, out);
  const most = reachedScores(model, weights, high, out);
  bounds.low = bounds.low.map((known, place) => extreme(Math.min, known, least[place]));
  bounds.high = bounds.high.map((known, place) => extreme(Math.max, known, most[place]));
}

function reachedScores(model, weights, values, out) {
  return scoresOf(nodesOf(model, weights, values, out));
}

function extreme(of, known, found) {
  if (known === null || found === null) return known ?? found;
  return of(known, found);
}
