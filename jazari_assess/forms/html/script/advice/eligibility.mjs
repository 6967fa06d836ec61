// Who a catalogue entry is for.

import { SIZES } from "../engine/answers.mjs";

const isFor = (wanted, found) => wanted === undefined || wanted.includes(found);

/** Whether an action is not for a firm: its sector or its size. An unknown size bars from nothing. */
export function isActionBarred(action, firm) {
  if (!isFor(action.sectors, firm.profile.sector)) return true;
  return firm.told !== null && action.days[SIZES.indexOf(firm.told)] === null;
}

/** Whether a service is not for a firm: region, sector, size or turnover. */
export function isServiceBarred(service, firm) {
  const { profile } = firm;
  if (!isFor(service.sectors, profile.sector) || !isFor(service.regions, profile.region)) return true;
  if (firm.told !== null && !isFor(service.sizes, firm.told)) return true;
  const { minimum, maximum } = service.turnover ?? {};
  const turnover = profile.turnover ?? null;
  return turnover !== null && ((minimum !== undefined && turnover < minimum) || (maximum !== undefined && turnover > maximum));
}
