// A dashboard of many firms: it filters and counts rows of bytes, and draws what it counts. Nothing leaves this file.

const data = JSON.parse(document.getElementById("dashboard-data").textContent);
const { words, names } = data;
const NONE = 255;
const FIRMS_LISTED = 200; // more lines are read in the workbook
const RANKED = 15; // lines of a ranking, as many as a page shows
const TENTHS = 10;
const format = new Intl.NumberFormat(data.locale, { maximumFractionDigits: 0 });
const points = new Intl.NumberFormat(data.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(data.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });

const columns = Object.fromEntries(Object.entries(data.bytes).map(([name, text]) => [name, Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]));
const firmOf = new Uint32Array(data.rows);
columns.begins.forEach((begins, row) => { firmOf[row] = (row ? firmOf[row - 1] : -1) + begins; });
const byScore = Uint32Array.from({ length: data.rows }, (_, row) => row).sort((one, other) => rank(other) - rank(one) || one - other);
const wishStart = columns.wants.reduce((starts, count) => { starts.push(starts.at(-1) + count); return starts; }, [0]);
const answerBytes = Math.ceil(names.questions.length / 8);
const flagBytes = Math.ceil(names.flags.length / 8);
const hasFlag = (row, place) => (columns.flags[row * flagBytes + (place >> 3)] >> (place & 7)) & 1;

/** What a row is listed by: its score, those without one last. */
function rank(row) {
  return columns.score[row] === NONE ? -1 : columns.score[row];
}

/** Add 1 at the place of each bit of a byte; rows of bits are sparse. */
function addBits(counts, bits, start) {
  for (let left = bits; left; left &= left - 1) counts[start + 31 - Math.clz32(left & -left)] += 1;
}

const chosen = { region: "", sector: "", size: "", stage: "latest", from: "", until: "" };

/** The rows that the filters let through, by firm and day; with "latest" the last one of each firm. */
function passing(filters) {
  const rows = [];
  const [region, sector, size, from, until] = ["region", "sector", "size", "from", "until"].map((name) => (filters[name] === "" ? null : Number(filters[name])));
  for (let row = 0; row < data.rows; row += 1) {
    const quarter = columns.quarter[row];
    if (region !== null && columns.region[row] !== region) continue;
    if (sector !== null && columns.sector[row] !== sector) continue;
    if (size !== null && columns.size[row] !== size) continue;
    if (from !== null && (quarter === NONE || quarter < from)) continue;
    if (until !== null && (quarter === NONE || quarter > until)) continue;
    rows.push(row);
  }
  return rows;
}

function ofStage(rows, stage) {
  if (stage === "latest") return rows.filter((row, place) => firmOf[row] !== firmOf[rows[place + 1]]);
  return rows.filter((row) => columns.stage[row] === Number(stage));
}

const zeros = (length) => new Float64Array(length);

/** Everything that is shown of some rows. */
function counted(rows) {
  const dimensions = names.dimensions.length;
  const found = {
    firms: new Set(rows.map((row) => firmOf[row])).size, scored: 0, sum: 0, tenths: zeros(TENTHS), levels: zeros(names.levels.length + 1),
    regions: zeros(2 * (names.regions.length + 1)), heat: zeros(2 * (names.sectors.length + 1) * dimensions),
    asked: zeros(names.questions.length), missed: zeros(names.questions.length), gaps: zeros(names.questions.length), alone: zeros(names.questions.length),
    flags: zeros(names.flags.length), states: zeros(names.states.length), wanted: new Map(),
  };
  for (const row of rows) {
    const score = columns.score[row];
    const region = Math.min(columns.region[row], names.regions.length);
    const sector = Math.min(columns.sector[row], names.sectors.length);
    found.levels[Math.min(columns.level[row], names.levels.length)] += 1;
    found.regions[2 * region] += 1;
    if (score !== NONE) {
      found.scored += 1;
      found.sum += score / 2;
      found.tenths[Math.min(Math.floor(score / 20), TENTHS - 1)] += 1;
      found.regions[2 * region + 1] += score / 2;
    }
    for (let place = 0; place < dimensions; place += 1) {
      const value = columns.dimensions[row * dimensions + place];
      if (value === NONE) continue;
      found.heat[2 * (sector * dimensions + place)] += 1;
      found.heat[2 * (sector * dimensions + place) + 1] += value / 2;
    }
    for (let part = 0; part < answerBytes; part += 1) {
      const low = columns.low[row * answerBytes + part];
      const high = columns.high[row * answerBytes + part];
      addBits(found.asked, low | high, 8 * part);
      addBits(found.missed, low & high, 8 * part);
      addBits(found.gaps, high & ~low, 8 * part);
      addBits(found.alone, columns.alone[row * answerBytes + part], 8 * part);
    }
    for (let state = 0; state < names.states.length; state += 1) found.states[state] += columns.states[row * names.states.length + state];
    for (let part = 0; part < flagBytes; part += 1) addBits(found.flags, columns.flags[row * flagBytes + part], 8 * part);
    for (let wish = wishStart[row]; wish < wishStart[row + 1]; wish += 1) {
      const service = columns.wanted[2 * wish];
      const quarter = columns.wanted[2 * wish + 1];
      if (service >= names.services.length) continue;
      const line = found.wanted.get(service) ?? { total: 0, regions: zeros(names.regions.length + 1), quarters: zeros(data.quarters.length) };
      found.wanted.set(service, line);
      line.total += 1;
      line.regions[region] += 1;
      if (quarter !== NONE) line.quarters[quarter] += 1;
    }
  }
  return found;
}

/** First and last assessment of each firm that has several: points gained, and flags that went and came. */
function moved(rows) {
  const found = { firms: 0, points: 0, dimensions: zeros(names.dimensions.length), known: zeros(names.dimensions.length), closed: zeros(names.flags.length), opened: zeros(names.flags.length) };
  let first = rows[0];
  rows.forEach((row, place) => {
    if (firmOf[row] !== firmOf[first]) first = row;
    if (firmOf[row] === firmOf[rows[place + 1]] || row === first) return;
    if (columns.score[first] !== NONE && columns.score[row] !== NONE) {
      found.firms += 1;
      found.points += (columns.score[row] - columns.score[first]) / 2;
    }
    names.dimensions.forEach((_, dimension) => {
      const [before, now] = [first, row].map((one) => columns.dimensions[one * names.dimensions.length + dimension]);
      if (before === NONE || now === NONE) return;
      found.dimensions[dimension] += (now - before) / 2;
      found.known[dimension] += 1;
    });
    names.flags.forEach((_, flag) => {
      const [before, now] = [first, row].map((one) => hasFlag(one, flag));
      found.closed[flag] += before && !now ? 1 : 0;
      found.opened[flag] += !before && now ? 1 : 0;
    });
  });
  return found;
}

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat(Infinity));
  return element;
}

const text = (value) => h("bdi", {}, value);
const cell = (value) => h("td", { class: "number" }, text(value));
const mean = (sum, count) => (count ? points.format(sum / count) : "\u2014");
const share = (count, total) => (total ? `${format.format((100 * count) / total)} %` : "\u2014");

function section(id, title, ...children) {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), ...children);
}

function table(heads, rows) {
  const head = heads.map((one, place) => h("th", { scope: "col", class: place ? "number" : "" }, one));
  return h("div", { class: "scroll", tabindex: "0", role: "group" }, h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)));
}

function bar(part) {
  const fill = h("div", { class: "fill" });
  fill.style.inlineSize = `${Math.round(100 * part)}%`;
  return h("td", { class: "track" }, fill);
}

function bars(lines, total) {
  const most = Math.max(1, ...lines.map((line) => line.count));
  const rows = lines.map(({ name, count }) => h("tr", {}, h("th", { scope: "row" }, text(name)), cell(format.format(count)), cell(share(count, total)), bar(count / most)));
  return table(["", words.count, words.share, ""], rows);
}

const tone = (value) => `tone-${value === null ? "none" : Math.min(Math.floor(value / 10), 9)}`;

function ranking(counts, list, total) {
  const lines = [...counts].map((count, place) => ({ name: list[place], count, of: total[place] })).filter((line) => line.count > 0);
  lines.sort((one, other) => other.count - one.count || one.name.localeCompare(other.name, data.locale));
  const rows = lines.slice(0, RANKED).map((line) => h("tr", {}, h("th", { scope: "row" }, text(line.name)), cell(format.format(line.count)), cell(share(line.count, line.of)), bar(line.count / line.of)));
  return rows.length ? table([words.question, words.count, words.share, ""], rows) : h("p", {}, words.nothing);
}

function facts(found, rows) {
  const facts = [[words.firms, format.format(found.firms)], [words.assessments, format.format(rows.length)], [words.mean, mean(found.sum, found.scored)]];
  return h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, text(value)))));
}

function map(found) {
  const places = data.places.map(({ column, line }, place) => {
    const [count, sum] = [found.regions[2 * place], found.regions[2 * place + 1]];
    const value = count ? sum / count : null;
    const square = h("li", { class: `place ${tone(value)}` }, h("span", {}, names.regions[place]), h("strong", {}, text(value === null ? "\u2014" : points.format(value))), h("span", {}, text(`${format.format(count)} ${words.shortFirms}`)));
    square.style.gridColumn = `${2 * column + 1} / span 2`;
    square.style.gridRow = String(line + 1);
    return square;
  });
  return h("ul", { class: "map", dir: "ltr" }, places.map((one) => { one.dir = document.documentElement.dir; return one; }));
}

function heat(found) {
  const count = names.dimensions.length;
  const rows = [...names.sectors, words.unknown].map((sector, line) => {
    const cells = names.dimensions.map((_, place) => {
      const [known, sum] = [0, 1].map((part) => found.heat[2 * (line * count + place) + part]);
      const value = known ? sum / known : null;
      return h("td", { class: `number ${tone(value)}` }, text(value === null ? "\u2014" : format.format(value)));
    });
    return found.heat.slice(2 * line * count, 2 * (line + 1) * count).some((one) => one > 0) ? h("tr", {}, h("th", { scope: "row" }, sector), cells) : [];
  });
  return table([words.sector, ...names.dimensions], rows.flat());
}

function change(found) {
  if (!found.firms) return h("p", {}, words.noChange);
  const lines = names.dimensions.map((name, place) => h("tr", {}, h("th", { scope: "row" }, name), cell(format.format(found.known[place])), cell(found.known[place] ? signed.format(found.dimensions[place] / found.known[place]) : "\u2014")));
  const whole = h("tr", { class: "whole" }, h("th", { scope: "row" }, words.overall), cell(format.format(found.firms)), cell(signed.format(found.points / found.firms)));
  return table([words.dimension, words.count, words.change], [...lines, whole]);
}

function flags(found, since, rows) {
  const lines = names.flags.map((name, place) => ({ name, open: found.flags[place], closed: since.closed[place], opened: since.opened[place] })).filter((line) => line.open || line.closed);
  lines.sort((one, other) => other.open - one.open);
  const shown = lines.map((line) => h("tr", {}, h("th", { scope: "row" }, text(line.name)), cell(format.format(line.open)), cell(share(line.open, rows)), cell(format.format(line.closed)), cell(format.format(line.opened))));
  return shown.length ? table([words.flag, words.open, words.share, words.closed, words.opened], shown) : h("p", {}, words.nothing);
}

function states(found) {
  if (!found.states.some((count) => count > 0)) return [h("p", {}, words.noDemand)];
  const rows = names.states.map((name, place) => h("tr", {}, h("th", { scope: "row" }, name), cell(format.format(found.states[place]))));
  return [h("p", { class: "quiet" }, words.planStatesNote), table([words.state, words.count], rows)];
}

/** That only the first lines are shown, where that is so. */
function capped(shown, total) {
  if (shown === total) return [];
  return [h("p", { class: "quiet" }, words.capped.replace("{shown}", format.format(shown)).replace("{total}", format.format(total)))];
}

function demand(found) {
  const every = [...found.wanted].sort(([one, a], [other, b]) => b.total - a.total || one - other);
  if (!every.length) return [h("p", {}, words.noDemand)];
  const lines = every.slice(0, RANKED);
  const title = (service) => h("th", { scope: "row" }, text(names.services[service].title), h("span", { class: "quiet" }, text(names.services[service].provider)));
  const regions = [...names.regions, words.unknown].map((name, place) => ({ name, place })).filter(({ place }) => lines.some(([, line]) => line.regions[place]));
  const quarters = data.quarters.map((name, place) => ({ name, place })).filter(({ place }) => lines.some(([, line]) => line.quarters[place]));
  const by = (parts, kind) => lines.map(([service, line]) => h("tr", {}, title(service), cell(format.format(line.total)), parts.map(({ place }) => cell(format.format(line[kind][place])))));
  return [
    ...capped(lines.length, every.length),
    h("h3", {}, words.byRegion), table([words.service, words.total, ...regions.map(({ name }) => name)], by(regions, "regions")),
    h("h3", {}, words.byQuarter), table([words.service, words.total, ...quarters.map(({ name }) => name)], by(quarters, "quarters")),
  ];
}

function firms(rows) {
  const shownRows = new Uint8Array(data.rows);
  for (const row of rows) shownRows[row] = 1;
  const lines = [];
  for (let place = 0; place < data.rows && lines.length < FIRMS_LISTED; place += 1) if (shownRows[byScore[place]]) lines.push(byScore[place]);
  const named = (list, code) => (code === NONE ? "\u2014" : list[code]);
  const shown = lines.map((row) => h("tr", {}, h("th", { scope: "row" }, text(data.firms[firmOf[row]])), ["sector", "region", "size", "stage", "level"].map((name) => h("td", {}, named(names[`${name}s`], columns[name][row]))), cell(columns.score[row] === NONE ? "\u2014" : points.format(columns.score[row] / 2))));
  const listing = table([words.firm, words.sector, words.region, words.size, words.stage, words.level, words.score], shown);
  return [...capped(lines.length, rows.length), listing];
}

function draw() {
  const every = passing(chosen);
  const rows = ofStage(every, chosen.stage);
  const found = counted(rows);
  const since = moved(every);
  const tenths = [...found.tenths].map((count, place) => ({ name: `${10 * place}\u2013${10 * place + 10}`, count }));
  const levels = [...found.levels].map((count, place) => ({ name: names.levels[place] ?? words.notScored, count })).filter((line, place) => line.count || place < names.levels.length);
  document.getElementById("found").replaceChildren(
    facts(found, rows),
    section("distribution", words.distribution, bars(tenths, found.scored)),
    section("levels", words.levels, bars(levels, rows.length)),
    section("map", words.map, map(found)),
    section("heat", words.heat, heat(found)),
    section("change", words.changeTitle, change(since)),
    section("flags", words.flags, flags(found, since, rows.length)),
    section("gaps", words.gaps, ranking(found.gaps, names.questions, found.asked)),
    section("missed", words.missed, ranking(found.missed, names.questions, found.asked)),
    section("states", words.planStates, states(found)),
    section("demand", words.demand, h("p", { class: "quiet" }, words.demandNote), demand(found)),
    section("alone", words.alone, h("p", { class: "quiet" }, words.aloneNote), ranking(found.alone, names.questions, found.asked)),
    section("firms", words.firmsTitle, firms(rows)),
  );
  document.getElementById("told").textContent = words.told.replace("{firms}", format.format(found.firms)).replace("{assessments}", format.format(rows.length));
}

function filter(name, title, options) {
  const list = h("select", { id: `filter-${name}` }, options.map(([value, label]) => h("option", { value }, label)));
  list.value = chosen[name];
  list.addEventListener("change", () => { chosen[name] = list.value; draw(); });
  return h("div", {}, h("label", { for: `filter-${name}` }, title), list);
}

const every = (list) => [["", words.all], ...list.map((name, place) => [String(place), name])];

document.getElementById("filters").append(
  filter("region", words.region, every(names.regions)),
  filter("sector", words.sector, every(names.sectors)),
  filter("size", words.size, every(names.sizes)),
  filter("stage", words.stage, [["latest", words.latest], ...names.stages.map((name, place) => [String(place), name])]),
  filter("from", words.from, every(data.quarters)),
  filter("until", words.until, every(data.quarters)),
);
draw();
