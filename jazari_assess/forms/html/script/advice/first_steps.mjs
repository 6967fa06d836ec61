// What to do first: what a raised flag asks for leads, then what is worth most a day; all of it can begin now.

import { candidatesOf } from "./candidates.mjs";
import { Firm } from "./firm.mjs";
import { Worth } from "./worth.mjs";

const SPARE_DAYS = 0.5; // so that an act of minutes is not worth infinitely much

/** The first steps of a firm, at most so many: {id, flag, dimension, range, worth}. */
export function firstSteps(form, assessment, result, count) {
  const firm = new Firm(form, assessment, result);
  const found = candidatesOf(firm);
  const worth = new Worth(firm);
  const leads = leadsOf(form, result.flags, found);
  const rows = Object.values(found)
    .filter((one) => one.open && one.needs.length === 0)
    .map((one) => rowOf(form, one, leads[one.id], worth))
    .filter((row) => row.severity > 0 || row.worth > 0);
  return rows.sort(compared).slice(0, count).map((row) => told(row, firm));
}

function rowOf(form, one, flag, worth) {
  const raised = flag === undefined ? undefined : form.flags[flag];
  const severity = raised?.severity ?? 0;
  const due = raised === undefined ? 0 : (raised.due ?? form.planning.flags.due[severity - 1]);
  const points = worth.of(one);
  return { one, flag: flag ?? null, severity, due, worth: points, perDay: rounded(points / (one.days + SPARE_DAYS)) };
}

/** Nine decimals: what differs by less is the noise of doubles, and the id decides. */
function rounded(rate) {
  return Math.round(rate * 1e9) / 1e9;
}

function compared(one, other) {
  const order = other.severity - one.severity || one.due - other.due || other.perDay - one.perDay;
  return order || (one.one.id < other.one.id ? -1 : 1);
}

function told({ one, flag, worth }, firm) {
  const dimension = firm.shares[one.action.indicator]?.dimension ?? null;
  return { id: one.id, flag, worth, dimension, range: one.range };
}

/** For each action the most severe raised flag whose first act it is or leads to. */
function leadsOf(form, flags, found) {
  const leads = {};
  for (const flag of flags) {
    for (const name of upTo(form.flags[flag].first, found)) leads[name] ??= flag;
  }
  return leads;
}

function upTo(first, found) {
  const [seen, waiting] = [new Set(), [first]];
  while (waiting.length) {
    const here = waiting.shift();
    if (seen.has(here) || found[here]?.open !== true) continue;
    seen.add(here);
    waiting.push(...found[here].needs.map(([name]) => name));
  }
  return seen;
}
