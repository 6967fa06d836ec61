// One firm's result: every node, the overall score with its level and interval, flags and contradictions.

import { columnsOf, sizeOf } from "./answers.mjs";
import { truth } from "./conditions.mjs";
import { interval } from "./interval.mjs";
import { nodesOf, scoresOf } from "./kernel.mjs";
import { gatedLevel, levelPlace } from "./levels.mjs";
import { evidenceOf, shownCases } from "./relevance.mjs";
import { matrixOf } from "./values.mjs";

/** The weights of every group's children that hold for a firm: those of the first variant that fits it. */
export function weightsFor(model, profile) {
  const size = typeof profile.staff === "number" ? sizeOf(profile.staff) : undefined;
  const fits = (wanted, found) => wanted.length === 0 || wanted.includes(found);
  const variant = model.variants.find((one) => fits(one.sector, profile.sector) && fits(one.size, size));
  return variant ? variant.weights : model.weights;
}

/** The result of one assessment, as the engine gives it; scores 0..100, null where there is none. */
export function resultOf(form, assessment) {
  const columns = columnsOf(form, assessment);
  const shown = shownCases(form, columns);
  const matrix = matrixOf(form, columns, shown);
  const weights = weightsFor(form.model, assessment.profile);
  const plain = nodesOf(form.model, weights, matrix.values, matrix.out);
  const scores = scoresOf(plain);
  const bounds = interval(form, weights, columns, matrix, scores);
  const nodes = nodeViews(form.model, weights, plain, scores, bounds);
  const evidence = evidenceOf(form, columns);
  return {
    columns,
    shown,
    evidence,
    nodes,
    overall: overallOf(form.model, nodes, scores, bounds),
    exact: bounds.exact,
    flags: raised(form.flags, evidence),
    checks: contradictions(form.checks, evidence),
  };
}

function nodeViews(model, weights, plain, scores, bounds) {
  const found = {};
  const ids = [...model.leaves, ...model.groups].map(({ id }) => id);
  plain.forEach((node, place) => {
    const level = levelPlace(model.levels, scores[place]);
    found[ids[place]] = {
      score: scores[place],
      low: bounds.low[place],
      high: bounds.high[place],
      level: level < 0 ? null : model.levels.steps[level].id,
      coverage: node.applicable ? node.coverage : null,
      state: scores[place] !== null ? "scored" : node.applicable ? "not-scored" : "not-applicable",
      share: 1,
      parent: null,
    };
  });
  model.groups.forEach((group, index) => placeChildren(group, weights[index], ids, found));
  return found;
}

function placeChildren(group, weights, ids, found) {
  const counted = group.children.map((place, k) => (found[ids[place]].state === "scored" ? weights[k] : 0));
  const total = group.aggregate === "sum" ? 1 : counted.reduce((sum, weight) => sum + weight, 0);
  group.children.forEach((place, k) => {
    found[ids[place]].share = total > 0 ? counted[k] / total : 0;
    found[ids[place]].parent = group.id;
  });
}

function overallOf(model, nodes, scores, bounds) {
  const { levels, groups } = model;
  const root = nodes[groups[groups.length - 1].id];
  if (!model.overall) return { ...root, score: null, low: null, high: null, level: null, cap: null, lowest: null, highest: null };
  const at = (list) => gatedLevel(levels, list[list.length - 1], look(model, nodes, list));
  const { place, cap } = at(scores);
  const id = (found) => (found < 0 ? null : levels.steps[found].id);
  return {
    score: root.score,
    low: root.low,
    high: root.high,
    coverage: root.coverage,
    level: id(place),
    cap: cap && { level: id(cap.step), node: cap.requirement.node, atLeast: cap.requirement["at-least"] },
    lowest: id(at(bounds.low).place),
    highest: id(at(bounds.high).place),
  };
}

function look(model, nodes, list) {
  const ids = [...model.leaves, ...model.groups].map(({ id }) => id);
  return (id) => ({ score: list[ids.indexOf(id)], applicable: nodes[id].state !== "not-applicable" });
}

/** The flags that are certainly up, the most severe first, then as they are listed. */
export function raised(flags, evidence) {
  const up = Object.keys(flags).filter((name) => truth(flags[name].when, evidence).true);
  return up.sort((one, other) => flags[other].severity - flags[one].severity);
}

/** The checks that certainly hold, contradictions before doubts. */
export function contradictions(checks, evidence) {
  const found = Object.keys(checks).filter((name) => truth(checks[name].when, evidence).true);
  const rank = (name) => (checks[name].strength === "contradiction" ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other));
}
