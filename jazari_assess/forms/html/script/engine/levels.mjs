// From scores to levels: bounds on the unrounded score, and requirements on other nodes.

import { TOLERANCE } from "./kernel.mjs";

function isReached(levels, step, score) {
  return levels.boundary === "upper-inclusive" ? score > step.from + TOLERANCE : score >= step.from - TOLERANCE;
}

/** The place of the level that a score gives by its bounds alone, -1 without a score. */
export function levelPlace(levels, score) {
  if (score === null) return -1;
  return levels.steps.slice(1).filter((step) => isReached(levels, step, score)).length;
}

/**
 * The highest level whose bound and requirements, and those of all levels below, hold. `node(id)` gives {score,
 * applicable} of any node. Returns {place, cap}: cap is {step, requirement} where a requirement bites, else null.
 */
export function gatedLevel(levels, score, node) {
  if (score === null) return { place: -1, cap: null };
  let place = 0;
  for (const [index, step] of levels.steps.entries()) {
    if (index && !isReached(levels, step, score)) break;
    const biting = (step.require ?? []).find((requirement) => !holds(requirement, node(requirement.node)));
    if (biting) return { place, cap: { step: index, requirement: biting } };
    place = index;
  }
  return { place, cap: null };
}

function holds(requirement, node) {
  return !node.applicable || (node.score !== null && node.score >= requirement["at-least"] - TOLERANCE);
}
