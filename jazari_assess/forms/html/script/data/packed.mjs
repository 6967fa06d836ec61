// The data as the file holds it: each set of keys stands once, and so does each text that comes again.

const MARK = "~";
const DIGITS = 36;

/** The data that was packed: an array begins with the number of its set of keys, or with 0 where it is a list. */
export function unpacked({ texts, keys, data }) {
  const textOf = (found) => (found.startsWith(MARK) ? texts[parseInt(found.slice(1), DIGITS)] : found);
  const sets = keys.map((names) => names.map(textOf));
  const whole = (found) => {
    if (typeof found === "string") return textOf(found);
    if (!Array.isArray(found)) return found;
    if (found[0] === 0) return found.slice(1).map(whole);
    const made = {}; // filled key by key: half the time of a list of pairs
    sets[found[0] - 1].forEach((name, place) => {
      made[name] = whole(found[place + 1]);
    });
    return made;
  };
  return whole(data);
}

/** The form as the page holds it: what all firms share, packed, and what is this firm's own. */
export function formOf(text) {
  const { shared, ...own } = JSON.parse(text);
  return { ...unpacked(shared), ...own };
}
