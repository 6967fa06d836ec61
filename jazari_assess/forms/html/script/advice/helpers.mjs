// Who can help with a first step: services of the catalogue by stated criteria, equal ones together.

import { isServiceBarred } from "./eligibility.mjs";

const STATUSES = { "in-operation": 0, "in-force": 0, launched: 1, signed: 2, pilot: 3, announced: 3, unknown: 4, ended: 5 };
const COSTLY = 3; // from this rating of money on an action is worth an application for money
const LEARNT = 2; // from this rating of knowledge on there is something to learn from somebody else
const [IN_REGION, NEAR, NATIONAL, ELSEWHERE] = [0, 1, 2, 3];

/**
 * The ids of the services that help best with a first step {id, flag}: those that name it before those that meet its
 * question, before those that meet its flag; then by place and by status; with those as good, but at most so many.
 */
export function helpersOf(firm, step, count) {
  const rows = Object.entries(firm.form.services)
    .filter(([, service]) => service.status !== "ended" && !isServiceBarred(service, firm))
    .filter(([, service]) => firm.holds(service.needs) === true)
    .map(([name, service]) => ({ name, rank: rankOf(firm, service, exactness(firm.form, service, step)) }))
    .filter(({ rank }) => rank !== null);
  const best = rows.map(({ rank }) => rank).sort(byRank)[0];
  return rows.filter(({ rank }) => byRank(rank, best) === 0).slice(0, count).map(({ name }) => name);
}

function exactness(form, { supports = [], meets = {}, function: kind }, { id, flag }) {
  const action = form.actions[id];
  if (supports.includes(id)) return 0;
  const about = meets.nodes?.includes(action.indicator) && action.knowledge >= LEARNT;
  if (about && (kind !== "finance" || action.money >= COSTLY)) return 1;
  return meets.flags?.includes(flag) ? 2 : null;
}

function rankOf(firm, service, exact) {
  return exact === null ? null : [exact, placeOf(firm, service), STATUSES[service.status]];
}

function placeOf(firm, service) {
  const { region } = firm.profile;
  const home = firm.form.providers[service.provider].region;
  if (region !== undefined && home === region) return IN_REGION;
  if (region !== undefined && (service.near?.includes(region) || service.regions?.includes(region))) return NEAR;
  return home === "national" ? NATIONAL : ELSEWHERE;
}

function byRank(one, other) {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : one[place] - other[place];
}
