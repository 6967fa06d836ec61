// Where a firm stands to an action: done, in front of it, or nobody knows; and what the action lifts.

import { GIVEN, YES_PARTLY_NO } from "../engine/answers.mjs";

export const TOLERANCE = 1e-6;
const LEAST_SHARE = 0.5; // of a list half done the rest takes at least half of the days

const standing = (state, more = {}) => ({ state, reached: true, share: 1, lifts: [], ...more });

/** The standing of a firm to an action: {state, reached, share, lifts: [{indicator, isOption, low, high}]}. */
export function standingOf(action, firm) {
  const { indicator } = action;
  const node = indicator === undefined ? undefined : firm.node(indicator);
  if (node?.state === "not-applicable") return standing("not-applicable");
  if (indicator === undefined || !(action.step || action.items || action.choice)) return standing("open");
  if (node === undefined || !(indicator in firm.leaves)) return standing("not-applicable");
  const { state, answer } = firm.column(indicator);
  if (state !== GIVEN || !(indicator in firm.shares)) return standing("unknown");
  if (action.items) return ofItems(indicator, action.items, firm, answer);
  return action.choice ? ofChoice(indicator, action.choice, firm, answer) : ofStep(indicator, action.step, firm, answer);
}

function ofStep(indicator, step, firm, answer) {
  const isYesNo = firm.question(indicator).kind === "yes-partly-no";
  const [low, high] = step.map((end) => firm.points(indicator, isYesNo ? YES_PARTLY_NO[end] : end));
  const today = firm.points(indicator, answer);
  if (today >= high - TOLERANCE) return standing("done");
  const lift = { indicator, isOption: false, low: Math.max(low, today), high };
  return standing("open", { reached: today >= low - TOLERANCE, lifts: [lift] });
}

function ofItems(indicator, { adds = [], removes = [] }, firm, answer) {
  const question = firm.question(indicator);
  if (question.kind !== "checklist") return standing("not-applicable");
  const changed = [
    ...adds.filter((item) => !answer.includes(item)).map((item) => question.options[item]),
    ...removes.filter((item) => answer.includes(item)).map((item) => -question.options[item]),
  ];
  if (changed.length === 0) return standing("done");
  const total = Object.values(question.options).reduce((sum, points) => sum + Math.max(points, 0), 0);
  const lifts = changed
    .filter((points) => points > 0)
    .map((points) => ({ indicator, isOption: true, low: 0, high: (100 * points) / total }));
  return standing("open", { share: Math.max(LEAST_SHARE, changed.length / (adds.length + removes.length)), lifts });
}

function ofChoice(indicator, { from, to }, firm, today) {
  if (firm.question(indicator).kind !== "choice") return standing("not-applicable");
  const ways = Object.values(firm.form.actions).filter((own) => own.indicator === indicator && own.choice).map((own) => own.choice);
  if (!from.includes(today) && (today === to || leads(to, today, ways))) return standing("done");
  const high = firm.points(indicator, to);
  let low = firm.points(indicator, today);
  if (!from.includes(today)) {
    const starts = from.filter((start) => leads(today, start, ways));
    if (starts.length === 0) return standing(low >= high - TOLERANCE ? "done" : "not-applicable");
    low = Math.max(...starts.map((start) => firm.points(indicator, start)));
  }
  const lifts = high > low + TOLERANCE ? [{ indicator, isOption: false, low, high }] : [];
  return standing("open", { reached: from.includes(today), lifts });
}

/** Whether actions lead from one option of a choice to another. */
function leads(first, last, ways) {
  const [seen, waiting] = [new Set([first]), [first]];
  while (waiting.length) {
    const here = waiting.pop();
    for (const { from, to } of ways) {
      if (from.includes(here) && !seen.has(to)) {
        seen.add(to);
        waiting.push(to);
      }
    }
  }
  return seen.has(last) && first !== last;
}
