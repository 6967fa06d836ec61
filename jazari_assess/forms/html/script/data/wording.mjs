// The words of one language, with that language's numbers and dates. Digits are western in every language.

const LOCALES = { fr: "fr-FR", ar: "ar-MA-u-nu-latn", en: "en-GB" };
const HUNDRED = 100; // from here on the plural of a number is that of its last two digits
const NOISE = 1e9; // far below what is shown, far above what doubles get wrong

const PLACEHOLDER = /\{([a-z]+)(?::([^{}]*))?\}/g;
const FIRST_LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** A value as it stands in right-to-left text: a number, and what reads from the left, is set apart. */
function apart(value) {
  const [first] = FIRST_LETTER.exec(value) ?? [""];
  return value === "" || RIGHT_TO_LEFT.test(first) ? value : `${ISOLATE}${value}${END}`;
}

export class Wording {
  constructor(words) {
    this.words = words;
    this.language = words.language;
    this.direction = words.direction;
    this.locale = LOCALES[words.language] ?? words.language;
    this.formats = new Map();
  }

  /** The format of numbers by digits after the comma, or of shares; to make one takes longer than a whole answer. */
  format(key, options) {
    if (!this.formats.has(key)) this.formats.set(key, new Intl.NumberFormat(this.locale, options));
    return this.formats.get(key);
  }

  /** A sentence of the form, its placeholders filled; a noun after a number stands in the form its number asks for. */
  say(key, values = {}) {
    const put = (value) => (this.direction === "rtl" ? apart(value) : value);
    const shown = (value) => put(typeof value === "number" ? this.number(value) : value);
    const filled = (_, name, forms) => (forms === undefined ? shown(values[name]) : this.counted(values[name], forms).replace("#", shown(values[name])));
    return this.words.form[key].replace(PLACEHOLDER, filled);
  }

  /** The words for a number, out of "one=# answer|other=# answers". */
  counted(value, forms) {
    const known = Object.fromEntries(forms.split("|").map((form) => form.split("=")));
    const row = value < this.words.plurals.length ? value : HUNDRED + (value % HUNDRED);
    return known[this.words.plurals[row]] ?? known.other;
  }

  /** A number, rounded half up to at most so many digits after the comma. */
  number(value, digits = 1) {
    const plain = Math.round(value * NOISE) / NOISE;
    return this.format(digits, { maximumFractionDigits: digits }).format(plain);
  }

  /** Two numbers as a range, one where they are shown alike. */
  range(low, high) {
    const [from, to] = [this.number(low), this.number(high)];
    return from === to ? from : this.say("result.range", { low: from, high: to });
  }

  /** A share 0..1 in per cent, never 100 % before it is whole. */
  percent(share) {
    const hundredths = share < 1 ? Math.min(99, Math.round(share * 100)) : 100;
    return this.format("percent", { style: "percent", maximumFractionDigits: 0 }).format(hundredths / 100);
  }

  /** A date YYYY-MM-DD in words. */
  date(text) {
    const [year, month, day] = text.split("-").map(Number);
    const options = { day: "numeric", month: "long", year: "numeric" };
    return new Intl.DateTimeFormat(this.locale, options).format(new Date(year, month - 1, day));
  }

  /** The title of a node of the model, by its id. */
  node(name) {
    return this.words.nodes[name]?.title ?? this.words.questions[name]?.short ?? name;
  }

  /** The words of an action: {title, firstStep, doneWhen, firstStepAlone}. */
  action(name) {
    const [title, firstStep, doneWhen, firstStepAlone] = this.words.actions[name];
    return { title, firstStep, doneWhen, firstStepAlone };
  }

  /** The words of one option of a question. */
  option(form, name, option) {
    const question = form.questions[name];
    if (question.kind === "yes-partly-no") return this.say(`question.${option}`);
    if (question.field === "region" || question.field === "sector") return this.words[`${question.field}s`][option];
    return this.words.questions[name].options[option];
  }
}
