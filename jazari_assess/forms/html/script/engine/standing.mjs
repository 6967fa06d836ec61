// Where a firm stands among those of a published benchmark, reckoned as the engine does (cohort/standing.py).

import { sizeOf } from "./answers.mjs";

const NINETY = 1.6448536269514722; // standard deviations on both sides that hold 90 % of a normal distribution
const OVERALL = "overall";

/** The shares of firms by band that counts speak for, the part of chance turned round: the nearest that are shares. */
function estimated(counts, kept) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const raw = counts.map((count) => (count / total - (1 - kept) / counts.length) / kept);
  let [sum, taken] = [0, 0];
  for (const [place, value] of [...raw].sort((one, other) => other - one).entries()) {
    sum += value;
    const off = (sum - 1) / (place + 1);
    if (value > off) taken = off;
  }
  return raw.map((value) => Math.max(value - taken, 0));
}

/** The value at x of a line through points that never fall, as `numpy.interp` reads it. */
function onPoints(x, xs, ys) {
  let place = 0;
  while (place < xs.length - 1 && xs[place + 1] <= x) place += 1;
  if (place === xs.length - 1) return ys[place];
  return ys[place] + ((x - xs[place]) * (ys[place + 1] - ys[place])) / (xs[place + 1] - xs[place]);
}

/** The points on both sides of a percentile that chance leaves open, in nine cases of ten. */
function margin(score, share, firms, kept) {
  const below = score / 100;
  const [low, high] = [(1 - kept) * below, kept + (1 - kept) * below];
  const variance = share * high * (1 - high) + (1 - share) * low * (1 - low);
  return ((NINETY * Math.sqrt(variance / firms)) / kept) * 100;
}

function measure(id, score, group, kept) {
  const shares = estimated(group.counts[id], kept);
  const sums = shares.reduce((found, share) => [...found, found.at(-1) + share], [0]);
  const edges = sums.map((_, place) => (100 * place) / shares.length);
  const median = onPoints(0.5, sums, edges);
  if (score === null) return { id, score, median, percentile: null, margin: null };
  const share = Math.min(onPoints(score, edges, sums), 1); // a sum of doubles may pass 1 by its last bit
  return { id, score, median, percentile: 100 * share, margin: margin(score, share, group.firms, kept) };
}

/** The steps from everybody down to the firm's own kind: what is not known ends them. */
function pathOf({ sector, staff, region }) {
  const steps = [sector, staff === undefined ? undefined : sizeOf(staff), region];
  const known = steps.indexOf(undefined);
  return known < 0 ? steps : steps.slice(0, known);
}

/**
 * The narrowest group of the firm's kind that has enough firms, else the widest, and each measure in it:
 * {path, firms, measures: [{id, score, median, percentile, margin}]}; null without a benchmark.
 */
export function standingOf(benchmark, profile, result) {
  if (!benchmark) return null;
  const path = pathOf(profile);
  const own = benchmark.groups.filter((group) => group.path.every((step, place) => step === path[place]));
  own.sort((one, other) => other.path.length - one.path.length);
  const group = own.find(({ firms }) => firms >= benchmark.enough) ?? own.at(-1);
  if (!group) return null;
  const score = (id) => (id === OVERALL ? result.overall.score : (result.nodes[id]?.score ?? null));
  const measures = benchmark.measures.map((id) => measure(id, score(id), group, benchmark.kept));
  return { path: group.path, firms: group.firms, measures };
}
