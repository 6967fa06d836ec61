// The actions of the catalogue seen by one firm: what each lifts, asks for and costs, and which cannot be chosen.

import { SIZES, UNKNOWN } from "../engine/answers.mjs";
import { isActionBarred } from "./eligibility.mjs";
import { TOLERANCE, standingOf } from "./standing.mjs";

const LEAST_DAYS = 0.5;
const [FIND_OUT, QUESTIONNAIRE] = ["answers-to-find", "finish-questionnaire"]; // can always be done, catalogue or not

/** Every action as a firm sees it: {id, action, standing, days, range, lifts, needs, reserved, settled, open}. */
export function candidatesOf(firm) {
  const found = {};
  for (const [id, action] of Object.entries(firm.form.actions)) found[id] = candidate(id, action, firm);
  for (const one of openedLongAgo(firm, found)) [one.settled, one.open] = [true, false];
  for (const one of Object.values(found)) one.needs = needsOf(one, found, firm);
  bar(found);
  return found;
}

function candidate(id, action, firm) {
  const standing = standingOf(action, firm);
  const holds = firm.holds(action.when);
  const isBarred = isActionBarred(action, firm);
  const range = effort(action, firm, standing.share);
  const reserved = standing.state === "unknown" || holds === null;
  const settled = ["done", "not-applicable"].includes(standing.state) || (holds === false && !isBarred);
  const days = Math.max(LEAST_DAYS, halfDays((range[0] + range[1]) / 2));
  return { id, action, standing, days, range, reserved, settled, open: !settled && !isBarred, lifts: reserved ? [] : standing.lifts };
}

/** Openers of a step that the firm has taken: no need to begin them again, unless a raised flag says so. */
function openedLongAgo(firm, found) {
  const asked = firm.result.flags.map((flag) => firm.form.flags[flag].first);
  const isFormless = ({ step, items, choice }) => !(step || items || choice);
  return Object.values(found)
    .filter(({ standing }) => standing.state === "done")
    .flatMap(({ action }) => (action.requires ?? []).map((name) => ({ opener: found[name], indicator: action.indicator })))
    .filter(({ opener, indicator }) => opener?.action.indicator === indicator && isFormless(opener.action) && !asked.includes(opener.id))
    .map(({ opener }) => opener);
}

/** The firm's own person-days for an action, low and high, in half days. */
function effort(action, firm, share) {
  const days = action.days[SIZES.indexOf(firm.size)] ?? action.days.find((one) => one !== null);
  return days.map((one) => Math.max(LEAST_DAYS, halfDays(share * one)));
}

/** Days in halves; a half of a half goes to the even one, as the engine rounds. */
function halfDays(days) {
  const doubled = 2 * days + TOLERANCE;
  const below = Math.floor(doubled);
  if (doubled - below !== 0.5) return Math.round(doubled) / 2;
  return (below % 2 === 0 ? below : below + 1) / 2;
}

/** The alternatives of everything an action asks for that the firm has not. */
function needsOf(one, found, firm) {
  if (one.settled) return [];
  const needs = [];
  if (!one.standing.reached && !one.reserved) needs.push(below(one, found));
  for (const name of one.action.requires ?? []) {
    const required = found[name];
    if (required === undefined || required.settled) continue;
    needs.push([...new Set([name, ...(required.reserved ? [] : reaching(required, found))])]);
  }
  if (one.reserved) needs.push([asking(one, firm)]);
  return needs;
}

/** How to learn what is not known: to find out what nobody knew, or to finish the questionnaire. */
function asking({ action: { indicator }, standing }, firm) {
  const isAsked = indicator in firm.leaves && standing.state === "unknown";
  return !isAsked || firm.column(indicator).state === UNKNOWN ? FIND_OUT : QUESTIONNAIRE;
}

function sameLadder(one, found) {
  return Object.values(found).filter(
    (other) => other.action.indicator === one.action.indicator && !other.action.items && other.id !== one.id && other.lifts.length && other.open,
  );
}

/** The actions that bring the firm to where this one begins. */
function below(one, found) {
  if (one.action.choice) return leading(one, found);
  const low = Math.min(...one.standing.lifts.map((lift) => lift.low));
  return sameLadder(one, found)
    .filter(({ lifts: [lift] }) => lift.low < low - TOLERANCE && low - TOLERANCE <= lift.high)
    .map(({ id }) => id);
}

function leading(one, found) {
  const { from } = one.action.choice;
  return Object.values(found)
    .filter((other) => other.action.indicator === one.action.indicator && other.id !== one.id && other.open)
    .filter(({ action }) => action.choice && from.includes(action.choice.to))
    .map(({ id }) => id);
}

/** Other actions whose result is at or above that of this one, on the same ladder. */
function reaching(one, found) {
  if (!one.action.step || one.lifts.length === 0) return [];
  return sameLadder(one, found)
    .filter(({ action, lifts: [lift] }) => action.step && lift.high >= one.lifts[0].high - TOLERANCE)
    .map(({ id }) => id);
}

/** Bar, again and again, what asks for something that cannot be chosen. */
function bar(found) {
  const usable = (name) => name === FIND_OUT || name === QUESTIONNAIRE || found[name]?.open === true;
  let more = [];
  do {
    more = Object.values(found).filter((one) => one.open && one.needs.some((group) => !group.some(usable)));
    for (const one of more) one.open = false;
  } while (more.length);
}
