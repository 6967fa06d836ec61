// The scoring kernel: values of questions in, node scores 0..100 out. A null is "not scored" or "does not apply".

import { onLine } from "./values.mjs";

export const TOLERANCE = 1e-9;

/** What a leaf makes of the value of its question, NaN stays NaN. */
export function leafValue(leaf, value) {
  if (Number.isNaN(value)) return NaN;
  if (leaf.points) return onLine(leaf.points, value);
  if (leaf.reaches !== undefined) return value >= leaf.reaches - TOLERANCE ? 1 : 0;
  return value;
}

/** The leaves as the groups see them: value, whether answered, whether counted, whether they apply. */
export function leafViews(model, values, out) {
  return model.leaves.map((leaf) => {
    const excluded = out[leaf.question];
    const value = leafValue(leaf, values[leaf.question]);
    if (excluded && model["not-applicable"] !== undefined) return view(model["not-applicable"], 1, 1, 1);
    if (!Number.isNaN(value)) return view(Math.max(value, 0), 1, 1, excluded ? 0 : 1);
    if (!excluded && model.missing !== undefined) return view(model.missing, 0, 1, 1);
    return view(0, 0, 0, excluded ? 0 : 1);
  });
}

function view(score, coverage, scored, applicable) {
  return { score, coverage, scored, applicable };
}

/** Every node as {score, coverage, scored, applicable} in 0..1 by position: leaves, then groups, the root last. */
export function nodesOf(model, weights, values, out) {
  const nodes = leafViews(model, values, out);
  model.groups.forEach((group, index) => nodes.push(groupNode(group, weights[index], nodes)));
  return nodes;
}

function groupNode(group, weights, nodes) {
  const children = group.children.map((place) => nodes[place]);
  const applicable = sum(children, (child, k) => weights[k] * child.applicable);
  const present = sum(children, (child, k) => weights[k] * child.coverage * child.applicable);
  const coverage = applicable > 0 ? Math.min(present / applicable, 1) : 0;
  const counted = children.map((child, k) => weights[k] * child.scored);
  const total = sum(counted, (weight) => weight);
  const scored = total > 0 && coverage >= group["minimum-coverage"] - TOLERANCE;
  const score = scored ? aggregated(group, children.map((child) => child.score), counted, total) : 0;
  return view(score, coverage, scored ? 1 : 0, applicable > 0 ? 1 : 0);
}

function sum(items, of) {
  return items.reduce((total, item, index) => total + of(item, index), 0);
}

function aggregated(group, values, weights, total) {
  const weighted = sum(values, (value, k) => weights[k] * value);
  const reaches = (value, k) => value >= group.bounds[k] - TOLERANCE;
  switch (group.aggregate) {
    case "weighted-mean":
      return Math.min(weighted / total, 1);
    case "sum":
      return Math.min(weighted, 1);
    case "geometric-mean":
      return geometricMean(values, weights, total);
    case "minimum":
      return Math.min(...values.filter((_, k) => weights[k] > 0));
    case "count":
      return Math.min(sum(values, (value, k) => (reaches(value, k) ? weights[k] : 0)) / total, 1);
    case "ladder":
      return Math.min(climbed(values, weights, reaches) / total, 1);
    default:
      throw new Error(group.aggregate);
  }
}

function geometricMean(values, weights, total) {
  if (values.some((value, k) => weights[k] > 0 && value <= 0)) return 0;
  return Math.exp(sum(values, (value, k) => (weights[k] > 0 ? weights[k] * Math.log(value) : 0)) / total);
}

function climbed(values, weights, reaches) {
  let height = 0;
  for (let k = 0; k < values.length; k += 1) {
    if (!reaches(values[k], k) && weights[k] > 0) break;
    height += weights[k];
  }
  return height;
}

/** The scores of all nodes 0..100 by position, null where a node has none. */
export function scoresOf(nodes) {
  return nodes.map((node) => (node.scored > 0 ? node.score * 100 : null));
}
